/** The two kinds of Language authoring projects that can be assigned to resources. */
export const projectKinds = ["conversations", "text"] as const;

/** A kind of {@link projectKinds}. */
export type ProjectKind = (typeof projectKinds)[number];

/** The names that an api-version gives to the lists in the bodies of assign and unassign. */
export interface WireShape {
    /** Holds the items `{azureResourceId, customDomain, region}` of an assign. */
    assignBody: "resourcesMetadata" | "projectResources";
    /** Holds the ARM ids of an unassign. */
    unassignBody: "assignedResourceIds" | "azureResourceIds";
}

/** An api-version of the authoring service: the kinds of project that it can assign, and its wire shape. */
export interface LanguageVersion {
    version: string;
    kinds: readonly ProjectKind[];
    shape: WireShape;
}

/** The api-version used where none is given: the one that the product's documentation shows. */
export const defaultApiVersion = "2022-10-01-preview";

const previewShape: WireShape = { assignBody: "resourcesMetadata", unassignBody: "assignedResourceIds" };
const stableShape: WireShape = { assignBody: "projectResources", unassignBody: "azureResourceIds" };

/** Every published api-version, oldest first; the two early stable ones exist, but assign nothing. */
export const languageVersions: readonly LanguageVersion[] = [
    { version: "2022-05-01", kinds: [], shape: previewShape },
    { version: "2022-10-01-preview", kinds: projectKinds, shape: previewShape },
    { version: "2023-04-01", kinds: [], shape: previewShape },
    { version: "2023-04-15-preview", kinds: projectKinds, shape: previewShape },
    { version: "2023-11-15-preview", kinds: projectKinds, shape: previewShape },
    { version: "2024-11-15-preview", kinds: projectKinds, shape: previewShape },
    { version: "2025-05-15-preview", kinds: projectKinds, shape: previewShape },
    { version: "2025-11-01", kinds: ["conversations"], shape: stableShape },
    { version: "2025-11-15-preview", kinds: ["conversations"], shape: stableShape },
];

/** The wire shape of an api-version for a kind of project; `undefined` if that version cannot assign that kind. */
export function wireShapeOf(version: string, kind: ProjectKind): WireShape | undefined {
    return languageVersions.find((entry) => entry.version === version && entry.kinds.includes(kind))?.shape;
}

/** The api-versions that can assign a kind of project, oldest first. */
export function versionsFor(kind: ProjectKind): string[] {
    return languageVersions.filter((entry) => entry.kinds.includes(kind)).map((entry) => entry.version);
}
