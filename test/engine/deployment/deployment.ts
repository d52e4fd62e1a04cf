import { createUrn, stackType } from "../urn";
import type { Context } from "./context";
import { type Deletions, deletions } from "./deletions";
import type { Goal, Registered } from "./goal";
import type { PropertyMap } from "./property";
import type { InvokeResult } from "./providerCalls";
import { ReportedError } from "./reportedError";
import { deletionLayers, needs, transitiveNeeds } from "./resourceGraph";
import type { ResourceState } from "./resourceState";
import type { StepExecutor } from "./stepExecutor";
import { StepGenerator } from "./stepGenerator";
import type { Step } from "./steps/step";

/** One run of a program against a stack: its declarations become steps, and in the end what it no longer declares goes. */
export class Deployment {
    /** True if a declaration could not be turned into steps; the user has been told. */
    isInvalid = false;
    private readonly generator: StepGenerator;
    /** Declarations are taken one at a time, in the order in which they come, as Pulumi does. */
    private queue: Promise<void> = Promise.resolve();
    /** URNs of what failed while the run goes on, and of what depends on it. */
    private readonly skipped = new Set<string>();
    private stackOutputs: { state: ResourceState; outputs: PropertyMap } | undefined;

    constructor(
        private readonly context: Context,
        private readonly executor: StepExecutor,
        isDestroy = false,
    ) {
        this.generator = new StepGenerator(context, isDestroy);
    }

    /** Takes a declaration; resolves when the resource is as declared. After a failure it stays pending for ever. */
    register(goal: Goal): Promise<Registered> {
        return new Promise((resolve) => {
            this.queue = this.queue.then(() => this.handle(goal, resolve));
        });
    }

    /** Calls a function of the provider that the program names, or of its package's default one. */
    async invoke(token: string, args: PropertyMap, reference: string): Promise<InvokeResult> {
        const { providers } = this.context;
        const provider = await providers.ready({ type: token, provider: reference || providers.register(token) });
        return provider.invoke(token, args);
    }

    /** Takes the outputs of a component; those of the stack wait for the end, when it is known how all went. */
    registerOutputs(urn: string, outputs: PropertyMap): void {
        const state = this.context.state.find(urn);
        if (state?.type === stackType) {
            this.stackOutputs = { state, outputs };
        } else if (state !== undefined) {
            state.outputs = outputs;
            this.context.state.commit({ put: [{ state }] });
        }
    }

    /** Deletes, layer by layer, what the program has not declared; what a failed step left needs what it needed before. */
    async deleteRest(): Promise<void> {
        let found: Deletions;
        try {
            found = deletions(this.context, this.generator.undeclared());
        } catch (error) {
            this.refuse(error);
            return;
        }
        await this.executor.runAll(found.sames);
        const steps = new Map(found.deletes.map((step) => [step.subject, step]));
        const all = [...steps.keys()];
        for (const layer of deletionLayers(all)) {
            const kept = new Set(
                this.executor.failed.flatMap(({ old }) => (old ? [...transitiveNeeds(old, all)] : [])),
            );
            const ready = layer.filter((state) => !kept.has(state)).flatMap((state) => steps.get(state) ?? []);
            await this.executor.runAll(ready);
        }
    }

    /** Keeps the stack's outputs. After an error, an output that is missing may only not have been reached: it stays. */
    finishOutputs(hasFailed: boolean): PropertyMap {
        if (this.stackOutputs === undefined) {
            return {};
        }
        const { state, outputs } = this.stackOutputs;
        const current = this.context.state.find(state.urn);
        if (current !== undefined) {
            current.outputs = hasFailed ? { ...current.outputs, ...outputs } : outputs;
            this.context.state.commit({ put: [{ state: current }] });
        }
        return outputs;
    }

    private async handle(goal: Goal, done: (result: Registered) => void): Promise<void> {
        if (this.executor.isCancelled) {
            return;
        }
        let steps: Step[];
        try {
            steps = await this.generator.register(goal, done);
        } catch (error) {
            this.refuse(error, this.urnOf(goal));
            return;
        }
        const ready = this.withoutSkipped(steps);
        if (ready.length > 0) {
            await this.executor.start(ready);
        }
    }

    /** Says what is wrong with what is declared, and lets nothing new start. */
    private refuse(error: unknown, urn?: string): void {
        this.isInvalid = true;
        if (!(error instanceof ReportedError)) {
            this.context.report.error(error instanceof Error ? error.message : String(error), urn);
        }
        this.executor.cancel();
    }

    /** The steps but for those on what depends on a resource that failed or was skipped: the program is told that they are. */
    private withoutSkipped(steps: Step[]): Step[] {
        for (const { urn } of this.executor.failed) {
            this.skipped.add(urn);
        }
        return steps.filter(({ subject, urn, done }) => {
            const isSkipped = needs(subject).some((needed) => this.skipped.has(needed));
            if (isSkipped) {
                this.skipped.add(urn);
                done?.("skipped");
            }
            return !isSkipped;
        });
    }

    private urnOf({ type, name, parent }: Goal): string {
        return createUrn(this.context.stack, this.context.project, type, name, parent);
    }
}
