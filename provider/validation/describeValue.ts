import { printableText } from "./printableText";

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
