import type { ResourceState } from "../state/resourceState";

/** Tells the program what became of a resource; nothing is said of one that came to be. */
export type Told = (outcome?: "failed" | "skipped") => void;

/** One thing to be done with a resource. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    /** The state that the step is about; for a deletion the one that goes. */
    readonly subject: ResourceState;
    /** The state as it was, where the step is about one that was there. */
    readonly old?: ResourceState;
    /** True for what only the engine knows of: it is not reported. */
    readonly isInternal?: boolean;
    /** True for a step on something that no provider manages, or that needs no work. */
    readonly isInstant?: boolean;
    /**
     * Does it, and makes the result durable. Rejects if it fails; what remains to be kept of the failure is durable too.
     * May resolve with the operation that it turned out to be.
     */
    run(): Promise<string | undefined>;
    /** Tells the program, after success or, where the run goes on all the same, after a failure. */
    done?: Told;
    /** True for a step that only passes over what does not exist and is not to be made. */
    readonly isSkippedCreate?: boolean;
}
