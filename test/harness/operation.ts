import type { Clock } from "#provider/core/clock";
import { FrontEndDefect, type PartialResource } from "./frontEnds/frontEnd";
import { ProcessKilled, type ProviderProcess } from "./providerProcess";
import { type RunReport, type StepOp, type StepReport, toFailure } from "./runReport";
import { shuffled } from "./shuffled";
import { acrossBorder, type Properties, type ResourceRecord, type StackState } from "./stackState";
import { WorkerPool } from "./workerPool";

/** How one operation is run. */
export interface OperationOptions {
    /** How many steps may run at once. */
    parallel: number;
    /** The number of the step at whose return the process is killed, before it is saved. Default: none. */
    crashAtStep?: number;
    /** Time for pauses between registrations. */
    clock: Clock;
    /** Numbers in [0, 1) that decide the order of steps, and pauses between them. Default: as declared, without pause. */
    random?: () => number;
    /** Whether steps begin although others have failed. */
    continueOnError: boolean;
}

/** Puts what a verb answered into the state; not called when the process died first. */
type Save = () => void;

/** The bookkeeping of an operation: steps in parallel, a checkpoint after each, nothing new after a failure unless that is wanted. */
export class Operation {
    readonly steps: StepReport[] = [];
    /** The names that `check` was called for. */
    readonly registered: string[] = [];
    protected readonly pool: WorkerPool;
    private returned = 0;

    constructor(
        protected readonly process: ProviderProcess,
        protected readonly state: StackState,
        protected readonly options: OperationOptions,
    ) {
        this.pool = new WorkerPool(options.parallel);
    }

    /** Waits for what runs, and says how the operation went; the process ends with it. */
    async report(): Promise<RunReport> {
        await this.pool.idle();
        const crashed = !this.process.alive;
        this.process.kill();
        const ok = !crashed && this.steps.every(({ failure }) => !failure);
        return { ok, crashed, steps: this.steps, lines: this.process.lines, registered: this.registered };
    }

    /** Queues deletes, in the order of chance or the newest first. */
    deleteAll(resources: readonly ResourceRecord[], doomed: readonly ResourceRecord[]): void {
        const { random } = this.options;
        const all = [...resources, ...doomed].reverse();
        for (const record of random ? shuffled(all, random) : all) {
            const isDoomed = doomed.includes(record);
            this.enqueue(isDoomed ? "delete-replaced" : "delete", record.name, async () => {
                if (!record.pendingReplacement) {
                    await this.process.call((provider) => provider.delete(record));
                }
                return () => this.forget(record);
            });
        }
    }

    /** Queues a step; what has not begun when something stops the operation never begins. */
    protected enqueue(op: StepOp, name: string, act: () => Promise<Save>): void {
        this.pool.add(async () => {
            if (this.going) {
                await this.run(op, name, act);
            }
        });
    }

    /** Whether anything new may begin. */
    protected get going(): boolean {
        return this.process.alive && !this.steps.some((step) => this.stops(step));
    }

    /** What `check` refuses ends the program, whatever is to go on after errors. */
    private stops({ op, failure }: StepReport): boolean {
        return failure !== undefined && (op === "check" || !this.options.continueOnError);
    }

    /** Runs a piece of work at once and notes how it ended; only what has something to save is a step. */
    protected async run(op: StepOp, name: string, act: () => Promise<Save | undefined>): Promise<void> {
        try {
            const save = await act();
            if (save) {
                this.whileAlive(save);
                this.steps.push({ op, name });
            }
        } catch (error) {
            if (error instanceof FrontEndDefect) {
                throw error;
            }
            if (!(error instanceof ProcessKilled)) {
                this.steps.push({ op, name, failure: toFailure(error) });
            }
        }
    }

    /** Passes a verb's answer on; one that left a partial resource has that saved before it fails. */
    protected async orPartial<T>(call: Promise<T>, save: (id: string, outputs: Properties, why: string[]) => void) {
        try {
            return await call;
        } catch (error) {
            const { id, properties = {}, reasons } = error as Partial<PartialResource>;
            if (id !== undefined && reasons) {
                this.whileAlive(() => save(id, acrossBorder(properties), reasons));
            }
            throw error;
        }
    }

    /** A step has returned: here the process may die before it is saved. */
    private whileAlive(save: Save): void {
        if (this.returned++ === this.options.crashAtStep) {
            this.process.kill();
        }
        if (!this.process.alive) {
            throw new ProcessKilled("the provider process was killed");
        }
        save();
    }

    private forget(record: ResourceRecord): void {
        const { resources, doomed } = this.state;
        this.state.doomed = doomed.filter((other) => other !== record);
        if (resources[record.name] === record) {
            delete resources[record.name];
        }
    }
}
