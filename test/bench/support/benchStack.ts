import type { Operation, RunOptions, RunResult, Stack } from "../../engine/engine";
import type { EmulatorProcess } from "./emulatorProcess";
import { type PartCosts, ProcessWatch } from "./processWatch";
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
        const { cost } = await this.costOf(operation, () => this.stack[operation](options));
        return cost;
    }

    /** Runs an operation, the engine in a process of its own, and watches that one and all that it starts. */
    async watch(operation: Operation, options?: RunOptions): Promise<Cost & { parts: PartCosts }> {
        const { cost, result } = await this.costOf(operation, async () => {
            const { pid, done } = await this.stack.start(operation, options);
            const watch = new ProcessWatch(pid);
            const ended = await done.finally(() => watch.stop());
            return { ...ended, parts: watch.costs() };
        });
        return { ...cost, parts: result.parts };
    }

    /** The provider texts in the state, each once. */
    async providerTexts(): Promise<string[]> {
        const { resources } = await this.stack.exportState();
        const texts = resources.map(({ inputs }) => inputs.__provider);
        return [...new Set(texts.filter((text) => typeof text === "string"))];
    }

    private async costOf<T extends RunResult>(operation: Operation, work: () => Promise<T>) {
        const before = await this.emulator.state();
        const result = await work();
        if (!result.ok) {
            throw new Error(`${operation} failed:\n${result.output}`);
        }
        const traffic = trafficBetween(before, await this.emulator.state());
        this.note(traffic);
        const cost: Cost = { ...traffic, durationInMs: result.durationInMs };
        return { cost, result };
    }
}
