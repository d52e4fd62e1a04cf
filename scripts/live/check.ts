import { AbortedError, AmbiguousError, AssignmentsError } from "#provider/core/errors";

/** A change that can be taken back, one at a time: what the live check does to a project or a device. */
export interface Check {
    /** What is about to be done and taken back, a sentence for whoever confirms it. */
    readonly story: string;
    /** What is left as long as it is not taken back, the beginning of a sentence. */
    readonly remains: string;
    /** What is there of it now, a sentence. */
    describe(): Promise<string>;
    /** Looks whether the target is free. Throws `Refusal` where it is not; nothing has been changed then. */
    look(): Promise<void>;
    /** Makes the change and looks at what came of it. Throws where anything is not as it should be. */
    change(): Promise<void>;
    /** Takes the change back, and makes sure of it; also a change of which nobody knows whether it was made. Throws where it cannot. */
    undo(): Promise<void>;
}

/** The check will not touch this; nothing was sent that changes anything. */
export class Refusal extends Error {}

/** What is there now is not what the check has made: it is left alone. */
export class LeftAlone extends Error {}

/** Whether what a POST ended with says for sure that it had no effect. */
export function hadNoEffect(error: unknown): boolean {
    return error instanceof AssignmentsError && !(error instanceof AmbiguousError || error instanceof AbortedError);
}
