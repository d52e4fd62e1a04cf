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
        return isUnknown(value);
    }
    return Object.values(value).some(containsUnknown);
}
