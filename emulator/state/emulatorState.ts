import type { Device, ResourceAccount, UserBinding } from "../graph/device.js";
import type { Job, JobKind } from "../language/jobs.js";
import { type JobEnvelope, jobEnvelope } from "../language/planJob.js";
import type { DeletedDeployment, Deployment, Member, Project } from "../language/project.js";
import type { RequestEntry } from "../requestLog.js";
import type { World } from "../world.js";

/** A project as the state shows it. */
export interface ProjectState {
    readonly resources: readonly Member[];
    /** Only where some were seeded. */
    readonly deployments?: readonly Deployment[];
}

/** A device as the state shows it: the Graph properties that were seeded, and what is bound. */
export interface DeviceState {
    readonly resourceAccount: ResourceAccount | null;
    /** Only where one was seeded. */
    readonly userBinding?: UserBinding | null;
    readonly [graphProperty: string]: unknown;
}

/** A job as the state shows it: as the service does, and what it was asked to do. */
export interface JobState extends JobEnvelope {
    readonly kind: JobKind;
    /** The key of its project. */
    readonly project: string;
    readonly apiVersion: string;
    /** The ARM ids that it was to assign or unassign. */
    readonly resources: readonly string[];
    /** When it ended, in milliseconds since 1970 by the emulator's clock; null while it has not. */
    readonly endedAt: number | null;
}

/** All that the emulator holds. */
export interface EmulatorState {
    /** By key, such as `analyze-conversations/EmailApp`. */
    readonly projects: Readonly<Record<string, ProjectState>>;
    /** By id. */
    readonly devices: Readonly<Record<string, DeviceState>>;
    readonly jobs: readonly JobState[];
    /** What unassigns took from deployments, in the order in which they landed. */
    readonly deletedDeployments: readonly DeletedDeployment[];
    readonly requests: readonly RequestEntry[];
}

/** What a state can be set to; what is absent takes its default. */
export interface EmulatorSeed {
    readonly projects?: Readonly<Record<string, ProjectSeed>>;
    readonly devices?: Readonly<Record<string, Partial<DeviceState>>>;
}

/** A project to seed. `region` defaults to `westeurope`, `customDomain` to the account's own domain. */
export interface ProjectSeed {
    readonly resources?: readonly (Pick<Member, "azureResourceId"> & Partial<Member>)[];
    readonly deployments?: readonly Deployment[];
}

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
