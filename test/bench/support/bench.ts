import path from "node:path";
import type { EmulatorOptions } from "#emulator/index";
import type { Engine } from "../../engine/engine";
import { pluginFolder } from "../../engine/pluginFolder";
import { BenchStack } from "./benchStack";
import type { EmulatorProcess } from "./emulatorProcess";
import { devicesFor, project } from "./names";

/** Which program a stack runs: ours, by dynamic providers or through the plugin, or the no-ops that stand for it. */
export type Program = "assignments" | "bindings" | "plugin" | "noop";

/** What a stack is measured with. */
export interface StackPlan {
    program: Program;
    /** How many resources it has. */
    count: number;
    /** Whose inputs the resources of the plugin, and the no-ops, have. Default: those of assignments. */
    shape?: "assignments" | "bindings";
    /** How the services behave; all else is at its default. */
    services?: Partial<EmulatorOptions>;
}

/** What all measures share. */
export class Bench {
    /** The most token requests for one scope that any provider process has made so far. */
    mostTokens = 0;

    constructor(
        readonly engine: Engine,
        readonly emulator: EmulatorProcess,
        /** How often a wall time is measured; the median counts. */
        readonly runs: number,
        /** Says what is being measured. */
        readonly say: (line: string) => void,
    ) {}

    /** Runs work with a stack of its own, on services that hold nothing but what the stack needs; removes it afterwards. */
    async withStack<T>(plan: StackPlan, work: (stack: BenchStack) => Promise<T>): Promise<T> {
        const { program, count, shape = "assignments", services } = plan;
        const { emulator } = this;
        await emulator.reset({ projects: { [project.key]: {} }, devices: devicesFor(count) }, services);
        const stack = await this.engine.createStack({
            program: path.join(__dirname, "..", "programs", program),
            config: { endpoint: emulator.url, count: String(count), shape },
            env: emulator.signIn,
            plugins: program === "plugin" ? { "azure-assignments": pluginFolder } : {},
        });
        try {
            return await work(new BenchStack(stack, emulator, (traffic) => this.note(traffic.tokens)));
        } finally {
            await stack.remove();
        }
    }

    private note(tokens: Record<string, number>): void {
        this.mostTokens = Math.max(this.mostTokens, ...Object.values(tokens));
    }
}
