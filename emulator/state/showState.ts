import type { Device } from "../graph/device.js";
import type { Job } from "../language/job.js";
import { jobEnvelope } from "../language/jobEnvelope.js";
import type { Project } from "../language/project.js";
import type { World } from "../world.js";
import type { DeviceState, EmulatorState, JobState, ProjectState } from "./emulatorState.js";

/** Shows all that the emulator holds now. */
export function showState(world: World): EmulatorState {
    world.jobs.settle(world.now());
    return {
        projects: Object.fromEntries([...world.projects].map(([key, project]) => [key, showProject(project)])),
        devices: Object.fromEntries([...world.devices.values()].map((device) => [device.id, showDevice(device)])),
        jobs: world.jobs.list().map((job) => showJob(world, job)),
        deletedDeployments: world.deletedDeployments,
        requests: world.requests.list(),
    };
}

function showProject(project: Project): ProjectState {
    const { deployments } = project;
    return { resources: project.members.current, ...(deployments === undefined ? {} : { deployments }) };
}

function showDevice(device: Device): DeviceState {
    const { properties, userBinding } = device;
    return {
        ...properties,
        ...(userBinding === undefined ? {} : { userBinding }),
        resourceAccount: device.account.current,
    };
}

function showJob(world: World, job: Job): JobState {
    const { kind, project, apiVersion, ids } = job;
    const endedAt = job.end?.at ?? null;
    return { ...jobEnvelope(world, job), kind, project, apiVersion, resources: ids, endedAt };
}
