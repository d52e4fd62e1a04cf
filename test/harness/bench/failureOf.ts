import { asError } from "#provider/core/errors";

/** The error with which the promise rejects. @throws when it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
    try {
        await promise;
    } catch (error) {
        return asError(error);
    }
    throw new Error("It was to fail, and did not.");
}
