import { Timeline } from "../timeline.js";
import type { Deployment } from "./deployments.js";

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

/** Says whether two ARM ids are the same: their letter case does not count. */
export function sameResource(left: string, right: string): boolean {
    return left.toLowerCase() === right.toLowerCase();
}
