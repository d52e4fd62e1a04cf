import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import { asList, asRecord, asText, ShapeError } from "../validation/shapes.js";
import type { World } from "../world.js";
import type { Job } from "./jobs.js";
import { casedId, planPages } from "./planList.js";
import { type AssignedResource, assertDistinct, type Deployment, type Project, type ResourceIds } from "./project.js";
import { readArmId } from "./readBody.js";
import { type WireNames, wholeSecond } from "./versions.js";

const yearInMs = 365 * 24 * 60 * 60 * 1000;

const texts = [
    "modelId",
    "lastTrainedDateTime",
    "lastDeployedDateTime",
    "deploymentExpirationDate",
    "modelTrainingConfigVersion",
] as const;

/** Plans the list of a project's deployments, in pages like the list of its resources. */
export function planDeployments(world: World, incoming: Incoming, project: Project, names: WireNames): Plan {
    const { deploymentResourceId: option } = world.options;
    const idName = option === "by-version" ? names.deployedOn : option;
    return planPages(world, incoming, () => {
        return (project.deployments ?? []).map((deployment) => itemOf(world, project, deployment, idName));
    });
}

/** Deletes the deployments of a project on some resources, as unassigning does, and keeps a record of each. */
export function deleteDeploymentsOn(world: World, project: Project, job: Job, ids: ResourceIds, at: number): void {
    const isLost = ({ azureResourceId: id }: AssignedResource) => id !== undefined && ids.has(id);
    project.deployments = project.deployments?.flatMap((deployment) => {
        const { deploymentName, assignedResources = [] } = deployment;
        const lost = assignedResources.filter(isLost);
        const left = assignedResources.filter((resource) => !isLost(resource));
        const gone = lost.length > 0 && left.length === 0;
        for (const { azureResourceId = "" } of lost) {
            const { project: key, jobId } = job;
            world.deletedDeployments.push({ project: key, deploymentName, azureResourceId, gone, jobId, at });
        }
        if (lost.length === 0) {
            return [deployment];
        }
        return gone ? [] : [{ ...deployment, assignedResources: left }];
    });
}

/** Reads the deployments of a project to seed; undefined where none are given. */
export function parseDeployments(value: unknown, target: string): readonly Deployment[] | undefined {
    if (value === undefined) {
        return undefined;
    }
    const deployments = asList(value, target).map((item, index) => parseDeployment(item, `${target}[${index}]`));
    const names = deployments.map(({ deploymentName }) => deploymentName);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) {
        throw new ShapeError(target, `${target} has the deployment "${twice}" twice`);
    }
    return deployments;
}

function parseDeployment(value: unknown, target: string): Deployment {
    const given = asRecord(value, target, ["deploymentName", ...texts, "assignedResources"]);
    const deploymentName = asText(given.deploymentName, `${target}.deploymentName`);
    const rest = texts.filter((name) => given[name] !== undefined);
    const assigned = given.assignedResources;
    return {
        deploymentName,
        ...Object.fromEntries(rest.map((name) => [name, asText(given[name], `${target}.${name}`)])),
        ...(assigned === undefined
            ? {}
            : { assignedResources: parseAssigned(assigned, `${target}.assignedResources`) }),
    };
}

function parseAssigned(value: unknown, target: string): readonly AssignedResource[] {
    const resources = asList(value, target).map((item, index) => {
        const at = `${target}[${index}]`;
        const { azureResourceId: id, region } = asRecord(item, at, ["azureResourceId", "region"]);
        return {
            ...(id === undefined ? {} : { azureResourceId: readArmId(id, `${at}.azureResourceId`) }),
            ...(region === undefined ? {} : { region: asText(region, `${at}.region`) }),
        };
    });
    assertDistinct(
        resources.flatMap(({ azureResourceId: id }) => id ?? []),
        target,
    );
    return resources;
}

function itemOf(world: World, project: Project, deployment: Deployment, idName: string): Record<string, unknown> {
    const { deploymentName, assignedResources: resources, ...given } = deployment;
    const usual = {
        deploymentName,
        modelId: "model1",
        lastTrainedDateTime: wholeSecond(project.createdAt),
        lastDeployedDateTime: wholeSecond(project.createdAt),
        deploymentExpirationDate: wholeSecond(project.createdAt + yearInMs).slice(0, "YYYY-MM-DD".length),
        modelTrainingConfigVersion: "2022-09-01",
        ...given,
    };
    const assignedResources = resources?.map(({ azureResourceId: id, region }) => ({
        ...(id === undefined ? {} : { [idName]: casedId(id, world.options.idCase) }),
        ...(region === undefined ? {} : { region }),
    }));
    // JSON leaves out what is undefined: an absent list stays absent.
    return { ...usual, assignedResources };
}
