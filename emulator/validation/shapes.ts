/** A value that has not the shape it must have: `target` names the place, the message says what is wrong there. */
export class ShapeError extends Error {
    constructor(
        readonly target: string,
        message: string,
    ) {
        super(message);
        this.name = "ShapeError";
    }
}

/** An object with a member that it may not have; `target` is the name of the member. */
export class UnknownMemberError extends ShapeError {
    constructor(
        /** Where the object is, such as `resourcesMetadata[0]`. */
        readonly place: string,
        member: string,
        known: readonly string[],
    ) {
        super(member, `${place} has an unknown field "${member}"; known are ${known.join(", ")}`);
        this.name = "UnknownMemberError";
    }
}

/** A JSON object whose fields are not known yet. */
export type JsonRecord = Record<string, unknown>;

/** Says whether the value is a JSON object (no array, no null). */
export function isRecord(value: unknown): value is JsonRecord {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the value as an object that has no other fields than the allowed ones. */
export function asRecord(value: unknown, target: string, allowed?: readonly string[]): JsonRecord {
    if (!isRecord(value)) {
        throw new ShapeError(target, `${target} must be an object`);
    }
    const unknown = allowed && Object.keys(value).find((key) => !allowed.includes(key));
    if (allowed && unknown !== undefined) {
        throw new UnknownMemberError(target, unknown, allowed);
    }
    return value;
}

/** Returns the value as a list. */
export function asList(value: unknown, target: string): readonly unknown[] {
    if (!Array.isArray(value)) {
        throw new ShapeError(target, `${target} must be a list`);
    }
    return value;
}

/** Returns the value as text that is not empty. */
export function asText(value: unknown, target: string): string {
    if (typeof value !== "string" || value.trim() === "") {
        throw new ShapeError(target, `${target} must be a string that is not empty`);
    }
    return value;
}

/** Returns the value as a boolean. */
export function asBoolean(value: unknown, target: string): boolean {
    if (typeof value !== "boolean") {
        throw new ShapeError(target, `${target} must be true or false, not ${JSON.stringify(value)}`);
    }
    return value;
}

/** Returns the value as an integer that is at least `least`. */
export function asInteger(value: unknown, target: string, least = 0): number {
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < least) {
        throw new ShapeError(target, `${target} must be an integer of at least ${least}, not ${JSON.stringify(value)}`);
    }
    return value;
}

/** Returns the value as one of the words. */
export function asOneOf<T extends string>(value: unknown, target: string, words: readonly T[]): T {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) {
        throw new ShapeError(target, `${target} must be one of ${words.join(", ")}, not ${JSON.stringify(value)}`);
    }
    return word;
}

const accountId =
    /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.CognitiveServices\/accounts\/([\w.-]+)$/i;

/** Returns the account name in the ARM id of a Cognitive Services account, or undefined where the id is no such id. */
export function accountNameOf(azureResourceId: string): string | undefined {
    return accountId.exec(azureResourceId)?.[1];
}
