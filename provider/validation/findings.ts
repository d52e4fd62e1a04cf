import { printableText } from "../core/text";
import { isUnknown } from "../core/unknown";

/** One refused input, in the shape that Pulumi's `check` returns. */
export interface CheckFailure {
    /** Path of the property, such as `endpoint` or `resources[1].region`. */
    property: string;
    /** What is wrong with which value, what is allowed, and a good example; bounded and without control characters. */
    reason: string;
}

/** The outcome of a check: the inputs as they go on, and every refusal. */
export interface CheckResult {
    /** The inputs as the user wrote them, with defaults added and absent ones dropped. */
    inputs: Record<string, unknown>;
    /** Empty when the inputs are good. */
    failures: CheckFailure[];
}

/** Shows a value in an error: quoted text, a number or boolean as it is, lists and objects by their kind alone. */
export function describeValue(value: unknown): string {
    if (typeof value === "string") {
        return `"${printableText(value)}"`;
    }
    if (Array.isArray(value)) {
        return `a list of ${value.length}`;
    }
    return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** Names the type of a value as a user would: `a number`, `a list`, `null`. */
export function describeType(value: unknown): string {
    if (value === null) {
        return "null";
    }
    if (Array.isArray(value)) {
        return "a list";
    }
    if (typeof value === "object") {
        return "an object";
    }
    return `a ${typeof value}`;
}

/** What is wrong with a text, and what would be right. */
export interface Problem {
    /** The end of a sentence that begins with the text, such as `is not a URL`; it must not repeat any of the text. */
    problem: string;
    /** A sentence that says what is allowed and gives a good example; the field's own where absent. */
    advice?: string;
    /** The text as it may be shown, where showing all of it could tell a credential. */
    shown?: string;
}

/** Finds what is wrong with a text; `undefined` if nothing is. */
export type TextRule = (text: string) => Problem | undefined;

/**
 * A failure as the engine is told it. It prints the value of the property that a failure names, also of one that is secret but was
 * not marked so, and `{<nil>}` where the name is a path. So a failure names none, and its reason begins with the path.
 */
export function withoutName({ property, reason }: CheckFailure): CheckFailure {
    const isNamed = reason.startsWith(`${property} `);
    return { property: "", reason: isNamed ? reason : `${property}: ${reason}` };
}

/** Gathers the failures of one check, and keeps values of secret inputs out of them. */
export class Findings {
    readonly failures: CheckFailure[] = [];
    private readonly secretInputs: ReadonlySet<unknown>;

    /** @param secretInputs the names of the top-level inputs whose values must not be shown. */
    constructor(secretInputs: readonly unknown[] = []) {
        this.secretInputs = new Set(secretInputs);
    }

    /** Adds a failure whose reason shows no value. */
    add(property: string, reason: string): void {
        this.failures.push({ property, reason });
    }

    /** Adds a failure whose reason begins with the bad value, or with `(secret)` in its place. */
    addValue(property: string, value: unknown, found: Problem & { advice: string }): void {
        const shown = found.shown === undefined ? describeValue(value) : `"${found.shown}"`;
        this.add(property, `${this.isSecret(property) ? "(secret)" : shown} ${found.problem}. ${found.advice}`);
    }

    /** Applies a rule to what must be a text; an unknown value passes, another type than text is refused by name. */
    checkText(property: string, value: unknown, advice: string, rule: TextRule): void {
        if (isUnknown(value)) {
            return;
        }
        if (typeof value !== "string") {
            this.addValue(property, value, { problem: `is ${describeType(value)}, not a string`, advice });
            return;
        }
        const found = rule(value);
        if (found) {
            this.addValue(property, value, { ...found, advice: found.advice ?? advice });
        }
    }

    private isSecret(property: string): boolean {
        return this.secretInputs.has(/^[^.[]*/.exec(property)?.[0]);
    }
}
