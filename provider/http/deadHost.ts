import { ConnectionError } from "./connectionError";
import { DeadlineError } from "./deadlineError";

/** Nothing is behind such an address: its name does not resolve, or it refuses the connection. Asking the resolver again later (`EAI_AGAIN`) may help. */
const deadCodes: ReadonlySet<string> = new Set(["ENOTFOUND", "ECONNREFUSED"]);

/**
 * A host that has been dead for so long, with nothing else between, is not waited for any more: a new custom subdomain takes
 * a while to reach every resolver and a service a while to start, but a misspelled or deleted one never comes.
 */
export const deadAfterInMs = 60_000;

/** Whether a failure's code says that nothing is behind the address. */
export function isDeadCode(code: string | undefined): boolean {
    return code !== undefined && deadCodes.has(code);
}

/** Whether an error, or what it wraps, comes of a host that was dead to the end. */
export function isDeadHostError(error: unknown): boolean {
    if (error instanceof ConnectionError) {
        return isDeadCode(error.code);
    }
    if (error instanceof DeadlineError && error.lastError) {
        return isDeadHostError(error.lastError);
    }
    return error instanceof Error && error.cause !== undefined && isDeadHostError(error.cause);
}

/** Knows for how long a host has been dead without a break. */
export class HostWatch {
    private deadSince?: number;
    private lastAt = Number.NEGATIVE_INFINITY;

    /** Notes what an attempt met, and answers for how long nothing but a dead host was met. */
    note(isDead: boolean, now: number): number {
        // Where nobody has looked for a while, nobody knows what was between.
        const isBroken = !isDead || this.deadSince === undefined || now - this.lastAt > deadAfterInMs;
        this.lastAt = now;
        this.deadSince = isDead ? (isBroken ? now : this.deadSince) : undefined;
        return this.deadSince === undefined ? 0 : now - this.deadSince;
    }
}
