import { AssignmentsError } from "../../core/errors";
import { formatElapsed } from "../../core/text";
import { DeploymentsError } from "../deployments";
import type { ResourceMetadata } from "../members";
import { projectLabel } from "../projectAddress";
import type { ChangeResult, ProjectChange } from "./change";
import { UnsettledError } from "./errors";

/** How far the work for a request is: its result, as it would be now. */
export type Progress = Omit<ChangeResult, "error">;

/** The progress of what has not begun. */
export const notBegun: Progress = { claimed: [], cleared: [], effective: false };

/** What one job, or one look, is to do for one request. */
export interface Share {
    request: QueuedRequest;
    members: readonly ResourceMetadata[];
}

/** One change in its project's queue, from its arrival to its result. */
export class QueuedRequest {
    /** Resolves once; never rejects. */
    readonly result: Promise<ChangeResult>;
    /** What keeps the request waiting, as last seen; for the error that its deadline gives. */
    lastTrouble?: Error;
    private progress: () => Progress = () => notBegun;
    private resolve: (result: ChangeResult) => void = () => {};
    private isSettled = false;

    constructor(
        /** What is wanted. */
        readonly change: ProjectChange,
    ) {
        this.result = new Promise((resolve) => {
            this.resolve = resolve;
        });
    }

    /** Whether the result is still to come; nothing more is sent for a request that has one. */
    get isOpen(): boolean {
        return !this.isSettled;
    }

    /** Whether something may still be sent for it: its result is to come, and so is its deadline. */
    get isWaiting(): boolean {
        return this.isOpen && !this.change.deadline.passed;
    }

    /** Names who knows from now on how far the work is. */
    servedBy(progress: () => Progress): void {
        this.progress = progress;
    }

    /** Gives the result: what is known by now, and the error, if any. Only the first one counts. */
    settle(error?: Error): void {
        if (!this.isSettled) {
            this.isSettled = true;
            this.resolve({ ...this.progress(), error });
        }
    }

    /** Gives the result that the deadline leaves: nothing was sent, or its end is unknown. */
    expire(): void {
        if (this.isOpen) {
            this.settle(this.lateError());
        }
    }

    private lateError(): Error {
        const { pending } = this.progress();
        const { project, deadline, permission } = this.change;
        const name = projectLabel(project);
        const after = formatElapsed(deadline.elapsedInMs());
        if (pending) {
            return new UnsettledError(`The ${pending.verb} of ${name} was not seen to end within ${after}.`, pending);
        }
        if (this.lastTrouble) {
            const action = `Unassigning from ${name}`;
            return new DeploymentsError({ action, found: this.lastTrouble, advice: permission().advice });
        }
        return new AssignmentsError(
            "Timeout",
            `Waiting for other jobs of ${name} took longer than ${after}; nothing was sent. Run it again, or allow more time in "timeouts".`,
        );
    }
}
