import type { ProjectKind } from "#provider/validation/apiVersions";

/** A project of the small world in which the sequences play. */
export interface ModelProject {
    kind: ProjectKind;
    name: string;
    /** How the emulator calls it. */
    key: string;
}

/** The projects, one of each kind. */
export const projects: readonly [ModelProject, ModelProject] = [
    { kind: "conversations", name: "Alpha", key: "analyze-conversations/Alpha" },
    { kind: "text", name: "Beta", key: "analyze-text/Beta" },
];

/** Accounts that may become members; the emulator ends a job with `bad` in it badly. */
export const memberNames = ["m0", "m1", "m2", "m3", "bad"] as const;

/** The place of the member that no job can assign. */
export const badMember = memberNames.indexOf("bad");

/** A member that no program declares: another stack's. */
export const foreignMember = "foreign";

/** How long a job of another stack takes. */
export const foreignJobInMs = 18_000;

/** Whether a key is that of another stack's member. */
export function isForeign(key: string): boolean {
    return key.endsWith(` ${foreignMember}`);
}

/** The regions and, likewise, the domains that a member can be declared with. */
export const regions = ["westeurope", "northeurope"] as const;

/** The devices, by id. */
export const deviceIds = [
    "0d6f1b2c-1111-4222-8333-0123456789a0",
    "0d6f1b2c-1111-4222-8333-0123456789a1",
    "0d6f1b2c-1111-4222-8333-0123456789a2",
] as const;

/** The resource accounts that a program binds. */
export const accounts = ["room0@contoso.com", "room1@contoso.com", "room2@contoso.com"] as const;

/** A resource account that no program binds. */
export const strangersAccount = "stranger@contoso.com";

/** The ARM id of a member. */
export function armIdOf(member: string): string {
    const group = "/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/rg";
    return `${group}/providers/Microsoft.CognitiveServices/accounts/${member}`;
}

/** Names a member of a project, whatever the letter case of its ARM id. */
export function memberKeyOf(projectKey: string, azureResourceId: string): string {
    return `${projectKey} ${azureResourceId.slice(azureResourceId.lastIndexOf("/") + 1).toLowerCase()}`;
}

/** The device whose account a request assigns or unassigns, in lower case; empty where it does neither. */
export function deviceOfAction(path: string): string {
    return /Identities\/([^/]+)\/(?:un)?assignResourceAccount/.exec(path)?.[1]?.toLowerCase() ?? "";
}
