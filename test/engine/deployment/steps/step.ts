import type { ResourceState } from "../resourceState";

/** One thing to be done with a resource. */
export interface Step {
    readonly op: string;
    readonly urn: string;
    /** The state that the step is about; for a deletion the one that goes. */
    readonly subject: ResourceState;
    /** True for what only the engine knows of: it is not reported. */
    readonly isInternal?: boolean;
    /** True for a step on something that no provider manages, or that needs no work. */
    readonly isInstant?: boolean;
    /**
     * Does it, and makes the result durable. Rejects if it fails; what remains to be kept of the failure is durable too.
     * May resolve with the operation that it turned out to be.
     */
    run(): Promise<string | undefined>;
    /** Tells the program, after success. */
    done?(): void;
}
