import { AssignmentsError, AuthError } from "../core/errors";
import type { SecretTexts } from "../core/redaction";
import { PartialError } from "../lifecycle/results";
import { packed } from "./partialState";

/** From here on properties are packed. */
const largeInBytes = 16 * 1024;
/**
 * The most that properties and reasons may be together. They travel in a header, in base64, and the engine takes 16 MB of
 * headers with an answer: there is some room left.
 */
const mostInBytes = 4 * 1024 * 1024;
/** A message, or reason, is cut beyond this. */
const longestInCharacters = 8_000;

/** An error in the shape that Pulumi's provider process passes on: with an id it makes the resource a partial one. */
export interface EngineError extends Error {
    id?: string;
    properties?: Record<string, unknown>;
    reasons?: string[];
}

/** Stands in an error for the details that the first one of its kind has shown. */
const shownBefore = " The ways to sign in are told with the first of these errors.";

/** What a failed sign-in tried, and the ways there are: lines that are the same for every resource of a run. */
export function signInDetails(error: unknown): string | undefined {
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
        if (cause instanceof AuthError && cause.more) {
            return cause.more;
        }
    }
    return undefined;
}

/**
 * Turns whatever a verb threw into what the user is shown. Pulumi prints name, message and stack, so the stack is the message again
 * unless the fault is ours; and no secret is in any of them. The details of a failed sign-in are shown once in an error, and not at
 * all if they were `alreadyShown`.
 */
export function toEngineError(
    error: unknown,
    secrets: SecretTexts,
    provider: unknown,
    { alreadyShown = false }: { alreadyShown?: boolean } = {},
): EngineError {
    const details = signInDetails(error);
    const short = (text: string) => (details ? text.replaceAll(`\n${details}`, shownBefore) : text);
    const full = error instanceof Error ? error.message : String(error);
    const message = secrets.redact(alreadyShown || error instanceof PartialError ? short(full) : full);
    const shown: EngineError = new Error(message);
    const ours = !(error instanceof AssignmentsError);
    shown.stack = secrets.redact(ours && error instanceof Error ? (error.stack ?? full) : short(full));
    const label = error instanceof AssignmentsError ? secrets.redact(error.code) : "unexpected error";
    Object.defineProperty(shown, "toString", { value: () => label, enumerable: false });
    if (error instanceof PartialError) {
        // Without the provider's text the engine could not delete what this error leaves behind.
        const properties = sendable({ ...error.state, __provider: provider });
        const reasons = error.reasons.map((reason) => cut(secrets.redact(alreadyShown ? short(reason) : reason)));
        Object.assign(shown, { id: error.id, properties, reasons, message: cut(message) });
    }
    return shown;
}

/** Whether a partial resource can travel with its error: an answer that cannot be sent would never come. */
export function canTravel(error: PartialError, mostBytes = mostInBytes): boolean {
    return sizeOf(sendable(error.state)) <= mostBytes;
}

function sendable(state: Record<string, unknown>): Record<string, unknown> {
    return sizeOf(state) > largeInBytes ? packed(state) : state;
}

function cut(text: string): string {
    return text.length > longestInCharacters ? `${text.slice(0, longestInCharacters)}…` : text;
}

function sizeOf(value: unknown): number {
    return Buffer.byteLength(JSON.stringify(value) ?? "");
}
