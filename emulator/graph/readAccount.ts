import { ShapeError } from "../validation/shapeError.js";
import { asRecord, asText } from "../validation/shapes.js";
import type { ResourceAccount } from "./device.js";

/** Reads a resource account: `userPrincipalName` is required, the two other names are optional. */
export function readAccount(value: unknown, target: string): ResourceAccount {
    const given = asRecord(value, target, ["userPrincipalName", "addressableUserName", "resourceAccountName"]);
    return {
        userPrincipalName: readUpn(given.userPrincipalName, `${target}.userPrincipalName`),
        ...optionalText(given.addressableUserName, "addressableUserName", target),
        ...optionalText(given.resourceAccountName, "resourceAccountName", target),
    };
}

/** Returns the value as a user principal name. */
export function readUpn(value: unknown, target: string): string {
    const upn = asText(value, target);
    if (!/^[^@\s]+@[^@\s]+$/.test(upn)) {
        throw new ShapeError(target, `${target} is not a user principal name`);
    }
    return upn;
}

/** Returns an object with that field, or without it where the value is undefined. */
export function optionalText<Name extends string>(
    value: unknown,
    name: Name,
    target: string,
): { readonly [N in Name]?: string } {
    if (value === undefined) {
        return {};
    }
    if (typeof value !== "string") {
        throw new ShapeError(`${target}.${name}`, `${target}.${name} must be a string`);
    }
    return { [name]: value } as { readonly [N in Name]?: string };
}
