import { AuthError } from "../auth/authError";
import { AssignmentsError } from "../http/assignmentsError";
import { PartialError } from "../lifecycle/partialError";
import { packed } from "./packedProperties";
import type { SecretTexts } from "./secretTexts";

/** From here on properties are packed. */
const largeInBytes = 16 * 1024;
/** The most that properties, message and reasons may be together: Node sends no header beyond 64 KB, and this one in base64. */
const mostInBytes = 46 * 1024;

/** An error in the shape that Pulumi's provider process passes on: with an id it makes the resource a partial one. */
export interface ToldError extends Error {
    id?: string;
    properties?: Record<string, unknown>;
    reasons?: string[];
}

/** What stands in an error for what the first one of its kind has told. */
const toldBefore = " The ways to sign in are told with the first of these errors.";

/** What a failed sign-in tried, and the ways there are: lines that are the same for every resource of a run. */
export function signInStory(error: unknown): string | undefined {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
        if (cause instanceof AuthError && cause.more) {
            return cause.more;
        }
    }
    return undefined;
}

/**
 * Turns whatever a verb threw into what the user is shown. Pulumi prints name, message and stack of it, so the stack is
 * the message again only where the fault is ours; and no secret is in any of them. What a failed sign-in has to tell at
 * length is told once in an error, and not at all where it was `toldAlready`.
 */
export function toldError(
    error: unknown,
    secrets: SecretTexts,
    provider: unknown,
    { toldAlready = false }: { toldAlready?: boolean } = {},
): ToldError {
    const story = signInStory(error);
    const short = (text: string) => (story ? text.replaceAll(`\n${story}`, toldBefore) : text);
    const full = error instanceof Error ? error.message : String(error);
    const message = secrets.redact(toldAlready || error instanceof PartialError ? short(full) : full);
    const told: ToldError = new Error(message);
    const ours = !(error instanceof AssignmentsError);
    told.stack = secrets.redact(ours && error instanceof Error ? (error.stack ?? full) : short(full));
    const label = error instanceof AssignmentsError ? secrets.redact(error.code) : "unexpected error";
    Object.defineProperty(told, "toString", { value: () => label, enumerable: false });
    if (error instanceof PartialError) {
        const reasons = error.reasons.map((reason) => secrets.redact(toldAlready ? short(reason) : reason));
        // Without the provider's text the engine could not delete what this error leaves behind.
        leave(told, error.id, { ...error.state, __provider: provider }, reasons);
    }
    return told;
}

/** Makes a partial resource of an error, in a form that can be sent. */
function leave(told: ToldError, id: string, state: Record<string, unknown>, reasons: string[]): void {
    const properties = sizeOf(state) > largeInBytes ? packed(state) : state;
    if (sizeOf(properties) + sizeOf(reasons) + sizeOf(told.message) > mostInBytes) {
        // An answer that cannot be sent would never come; what is there already is found, and adopted, the next time.
        told.message += " The resource is too large to be kept half done; divide its members among several.";
        return;
    }
    Object.assign(told, { id, properties, reasons });
}

function sizeOf(value: unknown): number {
    return Buffer.byteLength(JSON.stringify(value) ?? "");
}
