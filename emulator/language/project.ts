import { Timeline } from "../timeline.js";
import { ShapeError } from "../validation/shapes.js";

/** The two kinds of projects, as routes name them. */
export const families = ["analyze-conversations", "analyze-text"] as const;

/** The kind of a project, as routes name it. */
export type Family = (typeof families)[number];

/** A Language resource that a project may be deployed to. */
export interface Member {
    readonly azureResourceId: string;
    readonly region: string;
    readonly customDomain: string;
}

/** A project of the one authoring resource that the emulator stands for. */
export interface Project {
    readonly family: Family;
    readonly name: string;
    readonly createdAt: number;
    readonly members: Timeline<readonly Member[]>;
    /** Undefined where none were ever seeded. */
    deployments: readonly Deployment[] | undefined;
}

/** Makes a project whose seeded members count as there since ever. */
export function makeProject(
    family: Family,
    name: string,
    createdAt: number,
    members: readonly Member[],
    deployments?: readonly Deployment[],
): Project {
    return { family, name, createdAt, members: new Timeline(members), deployments };
}

/** The key of a project in the state: project names are case-sensitive, so it is too. */
export function projectKey(family: Family, name: string): string {
    return `${family}/${name}`;
}

/** ARM ids to look others up in: their letter case does not count. */
export class ResourceIds {
    private readonly ids = new Set<string>();

    constructor(ids: readonly string[] = []) {
        for (const id of ids) {
            this.add(id);
        }
    }

    has(id: string): boolean {
        return this.ids.has(id.toLowerCase());
    }

    add(id: string): void {
        this.ids.add(id.toLowerCase());
    }
}

/** The ids of members. */
export function idsOf(members: readonly { readonly azureResourceId: string }[]): ResourceIds {
    return new ResourceIds(members.map(({ azureResourceId }) => azureResourceId));
}

/** The first id that is given twice, if any is. */
export function givenTwice(ids: readonly string[]): string | undefined {
    const earlier = new ResourceIds();
    return ids.find((id) => {
        const isKnown = earlier.has(id);
        earlier.add(id);
        return isKnown;
    });
}

/** Refuses a list that has a resource twice; `target` says which list. */
export function assertDistinct(ids: readonly string[], target: string): void {
    const twice = givenTwice(ids);
    if (twice) {
        throw new ShapeError(target, `${target} has the resource ${twice} twice`);
    }
}

/** A resource that a deployment is on, as far as the service tells. */
export interface AssignedResource {
    /** Absent where the service tells a region only. */
    readonly azureResourceId?: string;
    readonly region?: string;
}

/** A deployment of a project. What is absent, but for `assignedResources`, shows a usual value. */
export interface Deployment {
    readonly deploymentName: string;
    readonly modelId?: string;
    readonly lastTrainedDateTime?: string;
    readonly lastDeployedDateTime?: string;
    readonly deploymentExpirationDate?: string;
    readonly modelTrainingConfigVersion?: string;
    /** Absent, as in all that was recorded, says nothing of where the deployment is; no unassign touches it. */
    readonly assignedResources?: readonly AssignedResource[];
}

/** What an unassign took from a deployment. */
export interface DeletedDeployment {
    /** The key of its project. */
    readonly project: string;
    readonly deploymentName: string;
    /** The resource on which it was deleted, as the deployment named it. */
    readonly azureResourceId: string;
    /** Whether this was the last resource that it was on, so that it is gone. */
    readonly gone: boolean;
    readonly jobId: string;
    /** In milliseconds since 1970 by the emulator's clock. */
    readonly at: number;
}
