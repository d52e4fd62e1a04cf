import type { TextRule } from "./findings";

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

/** The newest api-version known here: what one that is newer is taken to be like. */
export const newestApiVersion = "2025-11-15-preview";

const versionForm = /^(\d{4}-\d\d-\d\d)(-preview)?$/;

/**
 * Whether an api-version was published after the newest known here, by the date that is its name; a stable one comes after
 * the preview of its day.
 */
export function isNewerVersion(version: string): boolean {
    const [, date = "", preview] = versionForm.exec(version) ?? [];
    const [, newestDate = ""] = versionForm.exec(newestApiVersion) ?? [];
    const isDate = !Number.isNaN(Date.parse(`${date}T00:00:00Z`));
    return isDate && (date > newestDate || (date === newestDate && preview === undefined));
}

/**
 * The wire shape of an api-version for a kind of project; `undefined` if that version cannot assign that kind. One that is
 * newer than any known here is spoken to as the newest one; whether it has the kind, the service says.
 */
export function wireShapeOf(version: string, kind: ProjectKind): WireShape | undefined {
    if (isNewerVersion(version)) {
        return stableShape;
    }
    return languageVersions.find((entry) => entry.version === version && entry.kinds.includes(kind))?.shape;
}

/** The api-versions that can assign a kind of project, oldest first. */
export function versionsFor(kind: ProjectKind): string[] {
    return languageVersions.filter((entry) => entry.kinds.includes(kind)).map((entry) => entry.version);
}

/**
 * Takes an api-version that can assign projects of a kind, or one that is newer than all known here. While the kind is not known, or is none, the version must
 * serve some kind.
 */
export function apiVersionRule(projectKind: unknown): TextRule {
    const kind = projectKinds.find((word) => word === projectKind);
    return (text) => {
        const kinds = kind === undefined ? projectKinds : [kind];
        if (kinds.some((candidate) => wireShapeOf(text, candidate) !== undefined)) {
            return undefined;
        }
        const projects = kind === undefined ? "projects" : `${kind} projects`;
        const exists = languageVersions.some((entry) => entry.version === text);
        const working = [...new Set(kinds.flatMap(versionsFor))].sort();
        return {
            problem: exists ? `cannot assign resources to ${projects}` : "is not an api-version known here",
            advice: `These work for ${projects}: ${working.join(", ")}; for example "${defaultApiVersion}".`,
        };
    };
}
