/**
 * In a preview Pulumi hands over this text in place of a value that is not known yet, whatever the value's type. It is
 * spelled here because `@pulumi/pulumi` is far too heavy to load for one constant.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Tells whether a value is Pulumi's stand-in for a value that a preview does not know yet. */
export function isUnknown(value: unknown): boolean {
    return value === unknownValue;
}

/** Tells whether a value is unknown in a preview, or holds an unknown one at any depth of its lists and objects. */
export function containsUnknown(value: unknown): boolean {
    if (typeof value !== "object" || value === null) {
        return isUnknown(value) || value === notKnown;
    }
    for (const key in value) {
        if (containsUnknown((value as Record<string, unknown>)[key])) {
            return true;
        }
    }
    return false;
}

/** Stands for {@link unknownValue} once inputs are read: no code can take it for a text, and the compiler asks for it. */
export const notKnown: unique symbol = Symbol("not known yet");

/** Values of which a preview may not know some yet, at any depth. */
export type Planned<T> = T extends object ? { [K in keyof T]: Planned<T[K]> } | typeof notKnown : T | typeof notKnown;

/** The values, if all of them are known. */
export function ifKnown<T>(planned: Planned<T>): T | undefined {
    return containsUnknown(planned) ? undefined : (planned as T);
}
