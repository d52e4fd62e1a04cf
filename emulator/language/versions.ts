import type { Family } from "./project.js";

/** Writes a time as the authoring service does: in whole seconds. */
export function wholeSecond(time: number): string {
    return `${new Date(time).toISOString().slice(0, "YYYY-MM-DDTHH:MM:SS".length)}Z`;
}

/** The names of the lists in the bodies of one api-version. */
export interface WireNames {
    readonly assign: "resourcesMetadata" | "projectResources";
    /** Undefined where the sources disagree, so that an option decides. */
    readonly unassign: "assignedResourceIds" | undefined;
    /** How an item of a deployment's `assignedResources` names its resource. */
    readonly deployedOn: "resourceId" | "azureResourceId";
    readonly families: readonly Family[];
}

const older: WireNames = {
    assign: "resourcesMetadata",
    unassign: "assignedResourceIds",
    deployedOn: "resourceId",
    families: ["analyze-conversations", "analyze-text"],
};
const newer: WireNames = {
    assign: "projectResources",
    unassign: undefined,
    deployedOn: "azureResourceId",
    families: ["analyze-conversations"],
};
// The stable versions before 2025-11-01 have authoring, but none of these operations.
const without: WireNames = { ...older, families: [] };

const versions: ReadonlyMap<string, WireNames> = new Map([
    ["2022-05-01", without],
    ["2022-10-01-preview", older],
    ["2023-04-01", without],
    ["2023-04-15-preview", older],
    ["2023-11-15-preview", older],
    ["2024-11-15-preview", older],
    ["2025-05-15-preview", older],
    ["2025-11-01", newer],
    ["2025-11-15-preview", newer],
]);

/** Returns the wire names of an api-version, or undefined for an unknown one. */
export function wireNamesOf(apiVersion: string): WireNames | undefined {
    return versions.get(apiVersion);
}

/** Returns the versions that have the operations on project resources for this family. */
export function versionsFor(family: Family): string[] {
    return [...versions].filter(([, names]) => names.families.includes(family)).map(([version]) => version);
}
