import type { EmulatorOptions } from "#emulator/index";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import { type MemoryEmulator, memoryEmulator } from "../../harness/memoryEmulator";
import { seededRandom } from "../../model/world/seededRandom";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";
import { devicesFor, project } from "../support/names";
import { type Traffic, trafficBetween } from "../support/traffic";

/** Both services on a clock on which only waiting takes time: minutes pass in milliseconds, and counts are the same in every run. */
export class SimulatedServices {
    readonly clock: VirtualClock = virtualClock();
    readonly emulator: MemoryEmulator;

    /** One project without members, and so many devices. */
    constructor(options: Partial<EmulatorOptions> = {}, devices = 0) {
        this.emulator = memoryEmulator({ clock: this.clock, random: seededRandom(1) });
        this.emulator.setOptions(options);
        this.emulator.putState({ projects: { [project.key]: {} }, devices: devicesFor(devices) });
    }

    /** Signs in, at the emulator's own token endpoint. */
    get createCredential(): CredentialFactory {
        return this.emulator.createCredential;
    }

    /** What everything so far cost the services. */
    traffic(): Traffic {
        return trafficBetween(
            { projects: {}, devices: {}, jobs: [], deletedDeployments: [], requests: [] },
            this.emulator.state(),
        );
    }
}
