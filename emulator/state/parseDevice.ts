import { type Device, deviceDefaults, makeDevice } from "../graph/device.js";
import { optionalText, readAccount, readUpn } from "../graph/readAccount.js";
import { ShapeError } from "../validation/shapeError.js";
import { asRecord } from "../validation/shapes.js";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const graphProperties = Object.keys(deviceDefaults);

/** Reads a device to seed under its id; whatever is unknown or makes no sense is a ShapeError that names it. */
export function parseDevice(id: string, value: unknown): Device {
    const target = `devices["${id}"]`;
    if (!guid.test(id)) {
        throw new ShapeError(target, `${target} must be keyed by a GUID`);
    }
    const given = asRecord(value, target, ["id", "resourceAccount", "userBinding", ...graphProperties]);
    if (given.id !== undefined && given.id !== id) {
        throw new ShapeError(`${target}.id`, `${target}.id must be the key, not ${JSON.stringify(given.id)}`);
    }
    const { id: _, resourceAccount, userBinding, ...rest } = given;
    const properties = Object.entries(rest).map(([name, item]) => [name, readProperty(item, `${target}.${name}`)]);
    return makeDevice(
        id,
        Object.fromEntries(properties) as Device["properties"],
        (resourceAccount ?? null) && readAccount(resourceAccount, `${target}.resourceAccount`),
        readUserBinding(userBinding, `${target}.userBinding`),
    );
}

function readProperty(value: unknown, target: string): string | null {
    if (value !== null && typeof value !== "string") {
        throw new ShapeError(target, `${target} must be a string or null`);
    }
    return value;
}

function readUserBinding(value: unknown, target: string): Device["userBinding"] {
    if (value === undefined || value === null) {
        return value;
    }
    const given = asRecord(value, target, ["userPrincipalName", "addressableUserName"]);
    return {
        userPrincipalName: readUpn(given.userPrincipalName, `${target}.userPrincipalName`),
        ...optionalText(given.addressableUserName, "addressableUserName", target),
    };
}
