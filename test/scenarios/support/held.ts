import type { Deployment, EmulatorState, Member, ResourceAccount } from "#emulator/index";

/** What the services hold: each project's members and deployments, each device's account; to be compared, and changed "by a person". */
export interface Held {
    projects: Record<string, { resources: Member[]; deployments?: readonly Deployment[] }>;
    devices: Record<string, { resourceAccount: ResourceAccount | null; [property: string]: unknown }>;
}

/** A copy of what the services hold, members in the order of their ids. */
export function heldIn({ projects, devices }: Pick<EmulatorState, "projects" | "devices">): Held {
    const held = structuredClone({ projects, devices }) as unknown as Held;
    for (const project of Object.values(held.projects)) {
        project.resources.sort((a, b) => a.azureResourceId.localeCompare(b.azureResourceId));
    }
    return held;
}

/** The account names of a project's members, sorted. */
export function accountsOf(held: Held, project: string): string[] {
    return (held.projects[project]?.resources ?? []).map(
        ({ azureResourceId }) => azureResourceId.split("/").pop() ?? "",
    );
}

/** The UPN that is bound to a device, or null. */
export function boundTo(held: Held, deviceId: string): string | null {
    return held.devices[deviceId]?.resourceAccount?.userPrincipalName ?? null;
}
