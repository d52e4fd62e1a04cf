import { AssignmentsError } from "../http/assignmentsError";
import { PartialError } from "../lifecycle/partialError";
import type { SecretTexts } from "./secretTexts";

/** An error in the shape that Pulumi's provider process passes on: with an id it makes the resource a partial one. */
export interface ToldError extends Error {
    id?: string;
    properties?: Record<string, unknown>;
    reasons?: string[];
}

/**
 * Turns whatever a verb threw into what the user is shown. Pulumi prints name, message and stack of it, so the stack is
 * the message again only where the fault is ours; and no secret is in any of them.
 */
export function toldError(error: unknown, secrets: SecretTexts, provider: unknown): ToldError {
    const message = secrets.redact(error instanceof Error ? error.message : String(error));
    const told: ToldError = new Error(message);
    const ours = !(error instanceof AssignmentsError);
    told.stack = ours && error instanceof Error ? secrets.redact(error.stack ?? message) : message;
    const label = error instanceof AssignmentsError ? error.code : "unexpected error";
    Object.defineProperty(told, "toString", { value: () => label, enumerable: false });
    if (error instanceof PartialError) {
        told.id = error.id;
        // Without the provider's text the engine could not delete what this error leaves behind.
        told.properties = { ...error.state, __provider: provider };
        told.reasons = error.reasons.map((reason) => secrets.redact(reason));
    }
    return told;
}
