import { jsonAnswer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import type { World } from "../world.js";
import { type Device, deviceDefaults, type ResourceAccount } from "./device.js";
import { graphRefusal } from "./graphError.js";

const containsCall = /^\s*contains\(\s*serialNumber\s*,\s*'((?:[^']|'')*)'\s*\)\s*$/;

/** Returns the text that a `$filter` of the form `contains(serialNumber,'...')` looks for; undefined for any other filter. */
function serialNumberFilter(filter: string): string | undefined {
    // OData writes a quote within a string twice.
    return containsCall.exec(filter)?.[1]?.replace(/''/g, "'");
}

/** A device as Graph shows it. */
export type DeviceEntity = { readonly id: string } & Readonly<Record<string, string | null>>;

/** Shows a device: what was seeded, over it a user binding, and over that the resource account as far as it is visible. */
function deviceEntity(world: World, device: Device): DeviceEntity {
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
function listedDevice(world: World, device: Device): DeviceEntity {
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

const known = ["$filter", "$top", "$skiptoken", "$select"];

/** Plans the list of devices: filtered by serial number, in pages. */
export function planDeviceList(world: World, incoming: Incoming): Plan {
    const unknown = [...incoming.query.keys()].find((name) => name.startsWith("$") && !known.includes(name));
    if (unknown) {
        throw graphRefusal(world, incoming, "BadRequest", `The query option "${unknown}" is not supported.`);
    }
    const wanted = filterOf(world, incoming);
    const from = countOf(world, incoming, "$skiptoken") ?? 0;
    const size = Math.min(countOf(world, incoming, "$top") || world.options.pageSize, world.options.pageSize);
    return {
        trait: "lists",
        run: () => {
            const devices = [...world.devices.values()].filter((device) => serialNumber(device).includes(wanted));
            const value = devices
                .slice(from, from + size)
                .map((device) => select(incoming, listedDevice(world, device)));
            const context = `${incoming.origin}/beta/$metadata#deviceManagement/windowsAutopilotDeviceIdentities`;
            const isLast = from + size >= devices.length;
            const next = isLast ? {} : { "@odata.nextLink": linkTo(incoming, from + size) };
            return jsonAnswer(200, { "@odata.context": context, "@odata.count": devices.length, ...next, value });
        },
    };
}

/** Plans the answer to a GET of one device. */
export function planDevice(world: World, incoming: Incoming, device: Device): Plan {
    return {
        run: () => {
            const context = `${incoming.origin}/beta/$metadata#deviceManagement/windowsAutopilotDeviceIdentities/$entity`;
            const entity = select(incoming, deviceEntity(world, device));
            // The documentation's example wraps the entity; clients read it plain.
            const shown = world.options.wrapEntity ? { value: entity } : { "@odata.context": context, ...entity };
            return jsonAnswer(200, shown);
        },
    };
}

function filterOf(world: World, incoming: Incoming): string {
    const filter = incoming.query.get("$filter");
    if (filter === null) {
        return "";
    }
    const wanted = serialNumberFilter(filter);
    if (wanted === undefined) {
        const message = "Only $filter=contains(serialNumber,'...') is supported.";
        throw graphRefusal(world, incoming, "BadRequest", message);
    }
    return wanted.toLowerCase();
}

function serialNumber(device: Device): string {
    return (device.properties.serialNumber ?? "").toLowerCase();
}

function countOf(world: World, incoming: Incoming, name: string): number | undefined {
    const text = incoming.query.get(name);
    if (text !== null && !/^\d{1,9}$/.test(text)) {
        throw graphRefusal(world, incoming, "BadRequest", `The value of "${name}" is not valid.`);
    }
    return text === null ? undefined : Number(text);
}

function linkTo(incoming: Incoming, from: number): string {
    const query = new URLSearchParams(incoming.query);
    query.set("$skiptoken", String(from));
    return `${incoming.origin}${incoming.path.split("?")[0]}?${query}`;
}

function select(incoming: Incoming, entity: DeviceEntity): Record<string, string | null> {
    const names = incoming.query
        .get("$select")
        ?.split(",")
        .map((name) => name.trim());
    const isShown = ([name]: [string, unknown]) => !names || name === "id" || names.includes(name);
    return Object.fromEntries(Object.entries(entity).filter(isShown));
}
