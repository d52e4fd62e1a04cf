import type { Reporter } from "./reporter";
import { ProtectedError } from "./steps/deleteStep";
import type { Step } from "./steps/step";

/** Runs chains of steps, a limited number of them at once. After the first failure nothing new starts, unless errors are to be continued on. */
export class StepExecutor {
    /** Steps that failed. */
    readonly failed: Step[] = [];
    private cancelled = false;
    private readonly onCancel: (() => void)[] = [];
    private running = 0;
    /** Whoever waits for a place; called with whether one was given. */
    private readonly queue: ((isGiven: boolean) => void)[] = [];
    private readonly onIdle: (() => void)[] = [];

    constructor(
        private readonly parallel: number,
        private readonly report: Reporter,
        private readonly isPreview: boolean,
        private readonly continueOnError: boolean,
    ) {}

    /** True after a failure that ends the run, or an interrupt. */
    get isCancelled(): boolean {
        return this.cancelled;
    }

    /** Settles when nothing new may start. */
    get cancellation(): Promise<void> {
        return this.cancelled ? Promise.resolve() : new Promise((resolve) => this.onCancel.push(resolve));
    }

    /** Lets nothing new start; what runs, ends. */
    cancel(): void {
        this.cancelled = true;
        for (const notify of this.onCancel.splice(0)) {
            notify();
        }
        for (const refuse of this.queue.splice(0)) {
            refuse(false);
        }
    }

    /** Resolves when the chain has started, which is when a place is free; the chain then runs by itself. */
    async start(chain: Step[]): Promise<void> {
        if (await this.takePlace()) {
            void this.runChain(chain, true).finally(() => this.leavePlace());
        }
    }

    /**
     * Runs steps side by side and resolves when all have ended. With `despiteErrors`, a failure does not keep the others
     * from starting.
     */
    async runAll(steps: Step[], despiteErrors = false): Promise<void> {
        const runOne = async (step: Step) => {
            if (await this.takePlace()) {
                await this.runChain([step], !despiteErrors).finally(() => this.leavePlace());
            }
        };
        await Promise.all(steps.map(runOne));
    }

    /** Resolves when nothing runs any more. */
    async idle(): Promise<void> {
        if (this.running > 0) {
            await new Promise<void>((resolve) => this.onIdle.push(resolve));
        }
    }

    /** Resolves with false if there will be no place any more. */
    private takePlace(): Promise<boolean> {
        if (this.cancelled) {
            return Promise.resolve(false);
        }
        if (this.running < this.parallel) {
            this.running += 1;
            return Promise.resolve(true);
        }
        return new Promise((resolve) => this.queue.push(resolve));
    }

    /** A place goes to whoever waits longest. */
    private leavePlace(): void {
        const next = this.queue.shift();
        if (next !== undefined) {
            next(true);
            return;
        }
        this.running -= 1;
        if (this.running === 0) {
            for (const notify of this.onIdle.splice(0)) {
                notify();
            }
        }
    }

    private async runChain(chain: Step[], stopsOnError: boolean): Promise<void> {
        for (const [index, step] of chain.entries()) {
            if (index > 0 && this.cancelled) {
                return;
            }
            try {
                await this.runStep(step);
            } catch (error) {
                this.failed.push(step);
                if (!stopsOnError || this.continueOnError || error instanceof ProtectedError) {
                    step.done?.("failed");
                } else {
                    this.cancel();
                }
                return;
            }
        }
    }

    private async runStep(step: Step): Promise<void> {
        const { op, urn } = step;
        if (!step.isInternal) {
            this.report.emit({ kind: "stepStarted", op, urn });
        }
        try {
            const outcome = await step.run();
            if (!step.isInternal) {
                this.report.emit({ kind: "stepDone", op: outcome ?? op, urn });
            }
        } catch (error) {
            this.reportFailure(step, error instanceof Error ? error.message : String(error));
            throw error;
        }
        step.done?.();
    }

    private reportFailure({ op, urn }: Step, message: string): void {
        this.report.error(this.isPreview ? `Preview failed: ${message}` : message, urn);
        if (!this.isPreview) {
            this.report.emit({ kind: "stepFailed", op, urn });
        }
    }
}
