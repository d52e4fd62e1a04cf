import { type Device, deviceDefaults, makeDevice } from "../graph/device.js";
import { optionalText, readAccount, readUpn } from "../graph/planAction.js";
import { parseDeployments } from "../language/deployments.js";
import { assertDistinct, families, type Member, makeProject, type Project, projectKey } from "../language/project.js";
import { readArmId, readMember } from "../language/readBody.js";
import { accountNameOf, asList, asRecord, ShapeError } from "../validation/shapes.js";
import type { World } from "../world.js";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const graphProperties = Object.keys(deviceDefaults);

/** Reads a device to seed under its id; whatever is unknown or makes no sense is a ShapeError that names it. */
function parseDevice(id: string, value: unknown): Device {
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

// The documentation allows 50 characters, the specification 100.
const projectName = /^[\w.-]{1,100}$/;

/** Reads a project to seed under its key; whatever is unknown or makes no sense is a ShapeError that names it. */
function parseProject(key: string, value: unknown, now: number): Project {
    const target = `projects["${key}"]`;
    const slash = key.indexOf("/");
    const family = families.find((candidate) => candidate === key.slice(0, slash));
    const name = key.slice(slash + 1);
    if (!family || !projectName.test(name)) {
        const message = `${target} must be keyed <family>/<name>; the family is ${families.join(" or ")}`;
        throw new ShapeError(target, `${message}, the name has letters, digits and _ . - only`);
    }
    const given = asRecord(value, target, ["resources", "deployments"]);
    const resources = asList(given.resources ?? [], `${target}.resources`);
    const members = resources.map((item, index) => parseMember(item, `${target}.resources[${index}]`));
    assertDistinct(
        members.map(({ azureResourceId }) => azureResourceId),
        target,
    );
    return makeProject(family, name, now, members, parseDeployments(given.deployments, `${target}.deployments`));
}

function parseMember(value: unknown, target: string): Member {
    const given = asRecord(value, target);
    const account = accountNameOf(readArmId(given.azureResourceId, `${target}.azureResourceId`));
    const defaults = { region: "westeurope", customDomain: `${account?.toLowerCase()}.cognitiveservices.azure.com` };
    return readMember({ ...defaults, ...given }, target);
}

/**
 * Replaces all projects and devices by the seeded ones. What else a state that was read has (`jobs`,
 * `deletedDeployments` and `requests`) is left as it is; a job that is running takes its effect on what was seeded.
 */
export function putState(world: World, seed: unknown): void {
    const given = asRecord(seed, "state", ["projects", "devices", "jobs", "deletedDeployments", "requests"]);
    const now = world.now();
    const projects = Object.entries(asRecord(given.projects ?? {}, "projects"));
    const devices = Object.entries(asRecord(given.devices ?? {}, "devices"));
    const parsedProjects = projects.map(([key, value]) => parseProject(key, value, now));
    const parsedDevices = byId(devices.map(([id, value]) => parseDevice(id, value)));
    world.jobs.settle(now);
    world.projects = new Map(parsedProjects.map((project) => [projectKey(project.family, project.name), project]));
    world.devices = parsedDevices;
}

function byId(devices: readonly Device[]): Map<string, Device> {
    const map = new Map(devices.map((device) => [device.id.toLowerCase(), device]));
    if (map.size < devices.length) {
        throw new ShapeError("devices", "devices has one id twice; the letter case of an id does not count");
    }
    return map;
}
