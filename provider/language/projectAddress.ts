import { getOrCreate } from "../core/keyed";
import { pathSegment } from "../http/links";
import type { ProjectKind } from "../validation/apiVersions";
import type { LanguageCloudName } from "../validation/clouds";
import { accountEndpoint } from "../validation/endpoint";

/** Where one Language project lives, and which version of the authoring API speaks of it. */
export interface ProjectAddress {
    /** The authoring resource's custom-subdomain endpoint, as the user wrote it. */
    endpoint: string;
    /** The project's name; case-sensitive. */
    projectName: string;
    /** Which authoring family the project belongs to. */
    projectKind: ProjectKind;
    /** The authoring API's version, `2022-10-01-preview` for example. */
    apiVersion: string;
    /** The cloud that the credentials are for; undefined lets the endpoint's suffix decide. */
    cloud?: LanguageCloudName;
}

/** The accounts of endpoints: a process knows few, and asks for each once a member. */
const accounts = new Map<string, string>();

/** Identifies a project across spellings of its endpoint; versions and clouds of one project share it. */
export function projectKey(project: Pick<ProjectAddress, "endpoint" | "projectKind" | "projectName">): string {
    const { endpoint, projectKind, projectName } = project;
    return `${getOrCreate(accounts, endpoint, () => accountEndpoint(endpoint))} ${projectKind} ${projectName}`;
}

/** Names a project in a sentence: `conversations project "EmailApp"`. */
export function projectLabel(project: Pick<ProjectAddress, "projectKind" | "projectName">): string {
    return `${project.projectKind} project "${project.projectName}"`;
}

/** The project's own URL: endpoint, authoring family, name; encoded, so that no name can leave its place in the path. */
export function projectUrl(project: ProjectAddress): string {
    const family = project.projectKind === "text" ? "analyze-text" : "analyze-conversations";
    const endpoint = project.endpoint.replace(/\/$/, "");
    return `${endpoint}/language/authoring/${family}/projects/${pathSegment(project.projectName)}`;
}
