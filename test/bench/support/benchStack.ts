import type { Operation, RunOptions, Stack } from "../../engine/engine";
import type { EmulatorProcess } from "./emulatorProcess";
import { type Traffic, trafficBetween } from "./traffic";

/** What one operation took. */
export interface Cost extends Traffic {
    /** Wall time of the engine's own work. */
    durationInMs: number;
}

/** A stack whose operations are measured. */
export class BenchStack {
    constructor(
        private readonly stack: Stack,
        private readonly emulator: EmulatorProcess,
        private readonly note: (traffic: Traffic) => void,
    ) {}

    /** Runs an operation; rejects when it fails, with what it said. */
    async run(operation: Operation, options?: RunOptions): Promise<Cost> {
        const before = await this.emulator.state();
        const result = await this.stack[operation](options);
        if (!result.ok) {
            throw new Error(`${operation} failed:\n${result.output}`);
        }
        const traffic = trafficBetween(before, await this.emulator.state());
        this.note(traffic);
        return { ...traffic, durationInMs: result.durationInMs };
    }

    /** The provider texts in the state, each once. */
    async providerTexts(): Promise<string[]> {
        const { resources } = await this.stack.exportState();
        const texts = resources.map(({ inputs }) => inputs.__provider);
        return [...new Set(texts.filter((text) => typeof text === "string"))];
    }
}
