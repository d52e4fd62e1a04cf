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
 * In a preview, reading a value that is not known yet ends the policy that reads it. So each rule reads only what it needs.
 */

/** The type of the resource: as a dynamic resource, and as one of a provider plugin. */
const types = [
    "pulumi-nodejs:dynamic/language:ProjectResourceAssignment",
    "azure-assignments:language:ProjectResourceAssignment",
];

/** The properties of an assignment; undefined for other resources. */
export function asAssignment({ type, props }: { type: string; props: Assignment }): Assignment | undefined {
    return types.includes(type) ? props : undefined;
}

/** The members that an assignment declares. */
export function membersOf({ resources }: Assignment): Member[] {
    return Array.isArray(resources) ? resources : [];
}

/** A member's ARM id, canonical. */
export function idOf({ azureResourceId }: Member): string {
    return canonicalId(String(azureResourceId ?? ""));
}

/** A member's subscription; empty if its id has none. */
export function subscriptionOf(member: Member): string {
    return /^\/subscriptions\/([^/]+)\//.exec(idOf(member))?.[1] ?? "";
}

/** A member's region, canonical. */
export function regionOf({ region }: Member): string {
    return canonicalRegion(String(region ?? ""));
}

/** ARM ids are case-insensitive. */
export function canonicalId(id: string): string {
    return id.trim().toLowerCase().replace(/\/+$/, "");
}

/** `West Europe` is `westeurope`. */
export function canonicalRegion(region: string): string {
    return region.toLowerCase().replace(/\s/g, "");
}

/** The name of a member in a message, unless the members are secret. */
export function nameOf(member: Member, { projectName, secretInputs }: Assignment): string {
    const isSecret = Array.isArray(secretInputs) && secretInputs.includes("resources");
    const account = idOf(member).split("/").pop() || "a resource without an id";
    return `${isSecret ? "a resource (its name is secret)" : account} of project "${projectName}"`;
}
