/** The error with which the promise rejects. @throws when it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<Error> {
    try {
        await promise;
    } catch (error) {
        return error instanceof Error ? error : new Error(String(error));
    }
    throw new Error("It was to fail, and did not.");
}
