import { emptyAnswer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import { asRecord, asText, ShapeError } from "../validation/shapes.js";
import type { World } from "../world.js";
import type { Device, ResourceAccount } from "./device.js";
import { intuneRefusal } from "./graphError.js";

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

/** Plans an assignResourceAccountToDevice. */
export function planAssign(world: World, incoming: Incoming, device: Device): Plan {
    const account = readBody(world, incoming);
    const bound = device.account.current;
    if (bound && isSame(bound, account) && world.options.assignExisting === "fail") {
        throw intuneRefusal(world, incoming, "Conflict", "The resource account is assigned to the device already.");
    }
    if (bound && !isSame(bound, account) && world.options.assignOverExisting === "conflict") {
        throw intuneRefusal(world, incoming, "Conflict", "Another resource account is assigned to the device.");
    }
    return bind(world, device, account);
}

/** Plans an unassignResourceAccountFromDevice, which takes no body. */
export function planUnassign(world: World, incoming: Incoming, device: Device): Plan {
    if (incoming.body.length > 0) {
        throw intuneRefusal(world, incoming, "BadRequest", "unassignResourceAccountFromDevice takes no body.");
    }
    if (!device.account.current && world.options.unassignMissing === "fail") {
        throw intuneRefusal(world, incoming, "BadRequest", "No resource account is assigned to the device.");
    }
    return bind(world, device, null);
}

function bind(world: World, device: Device, account: ResourceAccount | null): Plan {
    return {
        bodyless: true,
        run: () => {
            device.account.set(world.now(), account);
            return emptyAnswer(204);
        },
    };
}

function isSame(left: ResourceAccount, right: ResourceAccount): boolean {
    return left.userPrincipalName.toLowerCase() === right.userPrincipalName.toLowerCase();
}

function readBody(world: World, incoming: Incoming): ResourceAccount {
    const mediaType = incoming.headers["content-type"]?.split(";")[0]?.trim().toLowerCase();
    if (mediaType !== "application/json") {
        throw intuneRefusal(world, incoming, "BadRequest", "The Content-Type must be application/json.");
    }
    try {
        return readAccount(JSON.parse(incoming.body), "body");
    } catch (error) {
        const message = error instanceof ShapeError ? `${error.message}.` : "The body is not JSON.";
        throw intuneRefusal(world, incoming, "BadRequest", message);
    }
}
