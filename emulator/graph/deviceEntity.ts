import type { World } from "../world.js";
import { type Device, deviceDefaults, type ResourceAccount } from "./device.js";

/** A device as Graph shows it. */
export type DeviceEntity = { readonly id: string } & Readonly<Record<string, string | null>>;

/** Shows a device: what was seeded, over it a user binding, and over that the resource account as far as it is visible. */
export function deviceEntity(world: World, device: Device): DeviceEntity {
    const account = visibleAccount(world, device);
    return {
        id: device.id,
        ...deviceDefaults,
        ...device.properties,
        ...device.userBinding,
        ...(account ? shownAs(world, account) : {}),
    };
}

/** Shows a device as one of a list. */
export function listedDevice(world: World, device: Device): DeviceEntity {
    const entity = deviceEntity(world, device);
    // Users report that lists leave this one empty, also where a GET by id shows it.
    return world.options.listedUpn === "empty" ? { ...entity, userPrincipalName: "" } : entity;
}

function visibleAccount(world: World, device: Device): ResourceAccount | null {
    const { accountVisible } = world.options;
    if (typeof accountVisible === "number") {
        return device.account.at(world.now() - accountVisible);
    }
    return accountVisible ? device.account.current : null;
}

function shownAs(world: World, account: ResourceAccount): Record<string, string> {
    const { userPrincipalName, addressableUserName, resourceAccountName } = account;
    const resourceName = resourceAccountName ?? userPrincipalName;
    const candidates = { userPrincipalName, addressableUserName, resourceName, deviceAccountUpn: userPrincipalName };
    const shown = world.options.visibleIn.map((name) => [name, candidates[name]] as const);
    return Object.fromEntries(shown.filter((entry): entry is readonly [(typeof entry)[0], string] => !!entry[1]));
}
