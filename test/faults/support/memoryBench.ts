import type { EmulatorOptions } from "#emulator/options";
import type { EmulatorSeed } from "#emulator/state/emulatorState";
import { createHarness, type Harness } from "../../harness/harness";
import { type MemoryEmulator, memoryEmulator } from "../../model/support/memoryEmulator";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";

/** Services without sockets, in a time that only sleeps take, and stacks before them. */
export interface MemoryBench {
    clock: VirtualClock;
    service: MemoryEmulator;
    /** Makes an empty stack. */
    harness(): Harness;
    /** The account names of a project's members, in the order of the alphabet. */
    members(project?: string): string[];
    /** The account of a device. */
    account(deviceId: string): string | undefined;
}

/** Makes a bench whose services behave as the options say and hold the seed. */
export function memoryBench(seed: EmulatorSeed, options: Partial<EmulatorOptions> = {}): MemoryBench {
    const clock = virtualClock();
    const service = memoryEmulator({ clock, random: () => 0.5, latencyInMs: 20 });
    service.setOptions(options);
    service.putState(seed);
    return {
        clock,
        service,
        harness: () => createHarness({ service, clock }),
        members(project = "analyze-conversations/EmailApp") {
            const { resources = [] } = service.state().projects[project] ?? {};
            return resources.map(({ azureResourceId: id }) => id.slice(id.lastIndexOf("/") + 1)).sort();
        },
        account: (deviceId) => service.state().devices[deviceId]?.resourceAccount?.userPrincipalName,
    };
}
