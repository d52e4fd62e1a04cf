import type { Engine } from "../../engine/engine";
import { pulumiEngine } from "../../engine/pulumiEngine";

/** The engine asked for; by default Pulumi's where a CLI is installed, else the test engine. Rejects when it is not there. */
export async function chooseEngine(name: Engine["name"] | undefined): Promise<Engine> {
    const engines = [await pulumiEngine()].filter((e) => e !== undefined);
    const found = engines.find((engine) => name === undefined || engine.name === name);
    if (!found) {
        throw new Error(name === "pulumi" ? "No Pulumi CLI is installed." : "There is no such engine.");
    }
    return found;
}
