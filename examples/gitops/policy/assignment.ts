/** A Language resource as an assignment declares it. */
export interface Member {
    azureResourceId?: unknown;
    region?: unknown;
}

/** The properties of a `ProjectResourceAssignment` that the rules look at. */
export interface Assignment {
    projectName?: unknown;
    resources?: unknown;
    deleteDeployments?: unknown;
    /** Names of the properties that are secret. */
    secretInputs?: unknown;
}

/*
 * A value that is not known before an up cannot be read in a preview, and ends the policy that tries. So each rule reads no more
 * than it needs.
 */

/** What Pulumi calls the resource: a dynamic one, and one of a provider plugin. */
const types = [
    "pulumi-nodejs:dynamic/language:ProjectResourceAssignment",
    "azure-assignments:language:ProjectResourceAssignment",
];

/** The properties, where the resource is an assignment. */
export function asAssignment({ type, props }: { type: string; props: Assignment }): Assignment | undefined {
    return types.includes(type) ? props : undefined;
}

/** The members that an assignment declares. */
export function membersOf({ resources }: Assignment): Member[] {
    return Array.isArray(resources) ? resources : [];
}

/** A member's ARM id in the form in which ids can be compared. */
export function idOf({ azureResourceId }: Member): string {
    return canonicalId(String(azureResourceId ?? ""));
}

/** The subscription that a member is of; empty where its id has none. */
export function subscriptionOf(member: Member): string {
    return /^\/subscriptions\/([^/]+)\//.exec(idOf(member))?.[1] ?? "";
}

/** A member's region in the form in which regions can be compared. */
export function regionOf({ region }: Member): string {
    return canonicalRegion(String(region ?? ""));
}

/** ARM ids are compared without regard to letter case. */
export function canonicalId(id: string): string {
    return id.trim().toLowerCase().replace(/\/+$/, "");
}

/** `West Europe` is `westeurope`. */
export function canonicalRegion(region: string): string {
    return region.toLowerCase().replace(/\s/g, "");
}

/** What a message calls a member, which it may not name where the members are secret. */
export function nameOf(member: Member, { projectName, secretInputs }: Assignment): string {
    const isSecret = Array.isArray(secretInputs) && secretInputs.includes("resources");
    const account = idOf(member).split("/").pop() || "a resource without an id";
    return `${isSecret ? "a resource (its name is secret)" : account} of project "${projectName}"`;
}
