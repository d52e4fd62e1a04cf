import { endWithEngine, engineAddress } from "../engine";
import { type ConfigReader, ProcessHost } from "../processHost";
import { engineLog } from "./engineLog";
import { watchCancel } from "./watchCancel";

/** The host in Pulumi's own process of dynamic providers, which is told the engine's address as an argument, and of no Cancel. */
export function createHost(config: ConfigReader): ProcessHost {
    const address = engineAddress();
    const host = new ProcessHost(config, { log: engineLog(address) });
    if (address !== undefined) {
        endWithEngine(address, () => host.abandon());
        watchCancel(() => host.interrupt());
    }
    return host;
}
