/** A token could not be had just now: the token endpoint was not reached, throttled, failed or gave no sense. */
export class TransientSignInError extends Error {
    /** What went wrong is that nothing is behind the endpoint's address, which is mended soon or never. */
    readonly isDeadHost: boolean;
    /** How long the endpoint asked to wait. */
    readonly retryAfterInMs?: number;

    constructor(
        problem: string,
        { isDeadHost = false, retryAfterInMs }: { isDeadHost?: boolean; retryAfterInMs?: number } = {},
    ) {
        super(problem);
        this.name = "TransientSignInError";
        this.isDeadHost = isDeadHost;
        this.retryAfterInMs = retryAfterInMs;
    }
}
