import path from "node:path";
import type { Engine, Operation, RunningOperation, RunOptions, RunResult, Stack, StackOptions } from "../../engine";
import type { StoredResource } from "../../stackState";
import { type Plan, planVariable, type World, worldVariable } from "../programs/probe/plan";

const program = path.join(__dirname, "..", "programs", "probe");

/** A result with the provider's printed calls. */
export interface ProbeResult extends RunResult {
    /** What the provider printed, call by call. */
    calls: string[];
}

/** A stack of probes, driven by plans. */
export class ProbeStack {
    private constructor(readonly stack: Stack) {}

    static async create(engine: Engine, options: Partial<StackOptions> = {}): Promise<ProbeStack> {
        return new ProbeStack(await engine.createStack({ program, ...options }));
    }

    /** Runs an operation on a plan; without one, on the plan before. */
    async run(operation: Operation, plan?: Plan, options?: RunOptions): Promise<ProbeResult> {
        this.use(plan);
        const result = await this.stack[operation](options);
        return { ...result, calls: callsIn(result) };
    }

    /** Starts an operation on a plan in a process of its own. */
    start(operation: Operation, plan?: Plan, options?: RunOptions): Promise<RunningOperation> {
        this.use(plan);
        return this.stack.start(operation, options);
    }

    /** Sets what reads find. */
    setWorld(world: World): void {
        this.stack.setEnv({ [worldVariable]: JSON.stringify(world) });
    }

    /** The stored resource of that name; the first, where a replaced one is still there. */
    async stored(name: string): Promise<StoredResource | undefined> {
        return (await this.stack.exportState()).resources.find((resource) => resource.name === name);
    }

    /** Names of all stored resources. */
    async storedNames(): Promise<string[]> {
        return (await this.stack.exportState()).resources.map(({ name }) => name).sort();
    }

    private use(plan: Plan | undefined): void {
        if (plan !== undefined) {
            this.stack.setEnv({ [planVariable]: JSON.stringify(plan) });
        }
    }
}

/** The provider's printed calls in a result, in order. */
export function callsIn(result: RunResult): string[] {
    const printed = result.diagnostics.filter(({ severity, urn }) => severity === "info" && urn === undefined);
    return printed.flatMap(({ message }) => message.split("\n"));
}
