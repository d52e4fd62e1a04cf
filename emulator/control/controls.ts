import type { Fault } from "../faults/fault.js";
import { parseFaults } from "../faults/parseFaults.js";
import type { EmulatorOptions } from "../options.js";
import { type EmulatorSeed, type EmulatorState, showState } from "../state/emulatorState.js";
import { putState } from "../state/putState.js";
import type { World } from "../world.js";
import { parseOptions } from "./parseOptions.js";

/** The controls, as `/_emulator/...` offers them over HTTP. What makes no sense is an Error that names it, and changes nothing. */
export interface Controls {
    /** Returns a copy of all that the emulator holds. */
    state(): EmulatorState;
    /** Replaces all projects and devices. */
    putState(seed: EmulatorSeed): EmulatorState;
    /** Returns all options. */
    options(): EmulatorOptions;
    /** Sets the given options; the others stay. */
    setOptions(options: Partial<EmulatorOptions>): EmulatorOptions;
    /** Returns the faults that can still strike. */
    faults(): readonly Fault[];
    /** Replaces the list of faults. */
    setFaults(faults: readonly Fault[]): readonly Fault[];
    /** Empties everything: state, jobs, requests, faults, and options back to their defaults. */
    reset(): void;
}

/** Makes the controls of a world. */
export function makeControls(world: World): Controls {
    const state = () => structuredClone(showState(world));
    const options = () => structuredClone(world.options);
    const faults = () => structuredClone(world.faults.list());
    return {
        state,
        putState(seed) {
            putState(world, seed);
            return state();
        },
        options,
        setOptions(changes) {
            const parsed = parseOptions(changes);
            // What is due by the old options lands before the new ones count.
            world.jobs.settle(world.now());
            world.setOptions({ ...world.options, ...parsed });
            return options();
        },
        faults,
        setFaults(list) {
            world.faults.replace(parseFaults(list));
            return faults();
        },
        reset: () => world.reset(),
    };
}
