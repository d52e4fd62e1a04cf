/** A token could not be had just now: the token endpoint was not reached, throttled, failed or gave no sense. */
export class TransientSignInError extends Error {
    /** What went wrong is that the endpoint's name does not resolve, which is mended soon or never. */
    readonly isNameFailure: boolean;
    /** How long the endpoint asked to wait. */
    readonly retryAfterInMs?: number;

    constructor(
        problem: string,
        { isNameFailure = false, retryAfterInMs }: { isNameFailure?: boolean; retryAfterInMs?: number } = {},
    ) {
        super(problem);
        this.name = "TransientSignInError";
        this.isNameFailure = isNameFailure;
        this.retryAfterInMs = retryAfterInMs;
    }
}
