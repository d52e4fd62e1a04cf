import { isNotFound } from "./isNotFound";

/** What the service gives, or undefined where it says definitely that there is no such thing. */
export async function ifFound<T>(answer: Promise<T>): Promise<T | undefined> {
    try {
        return await answer;
    } catch (error) {
        if (isNotFound(error)) {
            return undefined;
        }
        throw error;
    }
}
