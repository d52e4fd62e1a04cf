import type { Device } from "../graph/device.js";
import { projectKey } from "../language/project.js";
import { ShapeError } from "../validation/shapeError.js";
import { asRecord } from "../validation/shapes.js";
import type { World } from "../world.js";
import { parseDevice } from "./parseDevice.js";
import { parseProject } from "./parseProject.js";

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
