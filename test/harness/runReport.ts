import type { Line } from "./providerProcess";

/** What was done, or in a preview would be done, with a resource. */
export type StepOp = "same" | "create" | "update" | "replace" | "delete" | "delete-replaced" | "read" | "check";

/** What a verb threw, as the engine gets to know it. */
export interface Failure {
    /** What a person is shown: the reasons of a partial resource, else the message. */
    told: string;
    message: string;
    /** Pulumi prints it too. */
    stack: string;
    /** The kind of failure, for example `JobFailed`; `Partial` for a partial resource. */
    label: string;
    /** Whether the resource was kept as a partial one. */
    partial: boolean;
}

/** One step and how it ended. */
export interface StepReport {
    op: StepOp;
    name: string;
    failure?: Failure;
}

/** The outcome of one operation. */
export interface RunReport {
    ok: boolean;
    /** Whether the provider process was killed; its steps that had not returned are not in `steps`. */
    crashed: boolean;
    /** Steps in the order in which they ended. */
    steps: StepReport[];
    lines: Line[];
    /** The names that the program registered, so that `check` was called for them; the provider knows of no others. */
    registered: string[];
}

/** The failures of a run, as a person would read them. */
export function failuresOf(report: RunReport): string[] {
    return report.steps.flatMap(({ op, name, failure }) => (failure ? [`${op} ${name}: ${failure.told}`] : []));
}

/** What a verb threw, in the shape of a failure. */
export function toFailure(error: unknown): Failure {
    const { message, stack = "", reasons } = error as Error & { reasons?: string[] };
    const partial = Array.isArray(reasons);
    return { told: partial ? reasons.join("\n") : message, message, stack, label: String(error), partial };
}
