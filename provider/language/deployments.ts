import { AssignmentsError } from "../core/errors";
import { isRecord } from "../core/json";
import { printableText } from "../core/text";
import { isPage, type Page } from "../http/links";
import { canonicalArmId } from "../validation/ids";

/** A deployment's name is at most this long where it is shown. */
const longestName = 64;
/** So many deployments are named in one sentence; the rest is a count. */
const mostNames = 5;

/** A deployment of a project, as far as it matters to an unassign. */
export interface Deployment {
    /** Its name; bounded and without control characters. */
    name: string;
    /**
     * Where it is: the canonical ARM ids of its resources; `"unstated"` if the service does not say (recorded: the live service leaves
     * `assignedResources` out); `"unclear"` if it says something that cannot be understood.
     */
    resources: ReadonlySet<string> | "unstated" | "unclear";
}

/** The names of the deployments that unassigning some members would delete, or might. */
export interface AffectedDeployments {
    /** They are on one of the members, or where they are is unclear. */
    deleted: string[];
    /** The service does not say where they are. */
    unlocated: string[];
}

/** Whether an answer has the shape of a page of deployments. */
export function isDeploymentPage(body: unknown): boolean {
    return isPage(body, "nextLink");
}

/** Reads a page of deployments; no entry is left out, since an unassign might delete any of them. */
export function readDeploymentPage(body: unknown): Page<Deployment> {
    const { value, nextLink } = body as { value: unknown[]; nextLink?: unknown };
    return { entries: value.map(readDeployment), next: nextLink };
}

/** By which two looks at a list of deployments are compared. */
export function deploymentKey({ name, resources }: Deployment): string {
    return `${name} ${typeof resources === "string" ? resources : [...resources].sort().join(" ")}`;
}

/** Of the deployments those that unassigning the members would delete, or might. */
export function affectedDeployments(deployments: readonly Deployment[], ids: readonly string[]): AffectedDeployments {
    const leaving = ids.map(canonicalArmId);
    return {
        deleted: namesOf(deployments.filter((deployment) => leaving.some((id) => mayBeOn(deployment, id)))),
        unlocated: namesOf(deployments.filter(({ resources }) => resources === "unstated")),
    };
}

/** Of the members, given by their ARM ids, those whose unassign would delete a deployment. */
export function deployedMembers(deployments: readonly Deployment[], ids: readonly string[]): string[] {
    return ids.filter((id) => {
        const canonical = canonicalArmId(id);
        return deployments.some((deployment) => mayBeOn(deployment, canonical));
    });
}

function mayBeOn({ resources }: Deployment, canonicalId: string): boolean {
    return resources === "unclear" || (resources !== "unstated" && resources.has(canonicalId));
}

/** Names deployments in a sentence, some five of them: `deployment "production"`, `deployments "a" and "b"`. */
export function deploymentNames(names: readonly string[]): string {
    const shown = names.slice(0, mostNames).map((name) => `"${name}"`);
    const all = names.length > mostNames ? [...shown, `${names.length - mostNames} more`] : shown;
    const list = all.length > 1 ? `${all.slice(0, -1).join(", ")} and ${all.at(-1)}` : (all[0] ?? "none");
    return `${names.length === 1 ? "deployment" : "deployments"} ${list}`;
}

/** A list of several pages, read while it changes, may show a deployment twice. */
function namesOf(deployments: readonly Deployment[]): string[] {
    return [...new Set(deployments.map(({ name }) => name))];
}

function readDeployment(entry: unknown): Deployment {
    if (!isRecord(entry)) {
        return { name: "(unreadable)", resources: "unclear" };
    }
    const { deploymentName, assignedResources } = entry;
    const name = textOf(deploymentName);
    // What has no name is no deployment that anybody has seen.
    const resources = name === undefined ? "unclear" : readResources(assignedResources);
    return { name: printableText(name ?? "(unnamed)", longestName), resources };
}

/** An item's id is `resourceId` or, in the 2025-11 versions, `azureResourceId`; an item without any may be any resource. */
function readResources(assigned: unknown): Deployment["resources"] {
    if (assigned === undefined || assigned === null) {
        return "unstated";
    }
    if (!Array.isArray(assigned)) {
        return "unclear";
    }
    const ids = assigned.map((item) =>
        isRecord(item) ? (textOf(item.azureResourceId) ?? textOf(item.resourceId)) : undefined,
    );
    return ids.every((id) => id !== undefined) ? new Set(ids.map(canonicalArmId)) : "unclear";
}

function textOf(value: unknown): string | undefined {
    return typeof value === "string" && value !== "" ? value : undefined;
}

/** What was to be unassigned, and why it was not. */
export interface RefusedUnassign {
    /** The beginning of the sentence: `Unassigning contoso-neu from conversations project "EmailApp"`. */
    action: string;
    /** The deployments that would be deleted, by name; or the error that keeps them from being listed. */
    found: readonly string[] | Error;
    /** What a person can do, a sentence. */
    advice: string;
}

/**
 * An unassign that was not sent, since it deletes the project's deployments on the member without permission: there are some, or
 * whether there are any cannot be known.
 */
export class DeploymentsError extends AssignmentsError {
    constructor({ action, found, advice }: RefusedUnassign) {
        const why =
            found instanceof Error
                ? `it deletes the deployments there, which cannot be listed. ${withStop(found.message)} Nothing was unassigned.`
                : `it would delete ${deploymentNames(found)}. Nothing was unassigned.`;
        super(
            "DeploymentsInTheWay",
            `${action} was refused: ${why} ${advice}`,
            found instanceof Error ? { cause: found } : {},
        );
    }
}

function withStop(sentence: string): string {
    return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
