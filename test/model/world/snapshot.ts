import type { EmulatorState } from "#emulator/index";
import type { MemoryEmulator } from "../../harness/memoryEmulator";
import { memberKeyOf } from "./universe";

/** A resource account as far as the model tells one from another. */
export interface Account {
    /** In lower case. */
    userPrincipalName: string;
    addressableUserName?: string;
}

/** What the services truly hold at a moment, whether or not they show it. */
export interface Snapshot {
    /** Members by `memberKeyOf`. */
    members: ReadonlyMap<string, { region: string; customDomain: string }>;
    /** The names of the deployments on each member that has any, by `memberKeyOf`. */
    deployments: ReadonlyMap<string, readonly string[]>;
    /** The account of each device that is there, by id. */
    devices: ReadonlyMap<string, Account | undefined>;
    /** How many projects there are. */
    projects: number;
    /** How many jobs there have been. */
    jobs: number;
    /** How many requests there have been. */
    requests: number;
}

/** Takes a snapshot. */
export function takeSnapshot(emulator: MemoryEmulator): Snapshot {
    const { projects, devices, jobs, requests } = emulator.state();
    const members = Object.entries(projects).flatMap(([project, { resources }]) =>
        resources.map(
            ({ azureResourceId, region, customDomain }) =>
                [memberKeyOf(project, azureResourceId), { region: region.toLowerCase(), customDomain }] as const,
        ),
    );
    return {
        members: new Map(members),
        deployments: deploymentsIn(projects),
        devices: new Map(
            Object.entries(devices).map(([id, { resourceAccount }]) => [
                id,
                resourceAccount ? toAccount(resourceAccount) : undefined,
            ]),
        ),
        projects: Object.keys(projects).length,
        jobs: jobs.length,
        requests: requests.length,
    };
}

function deploymentsIn(projects: EmulatorState["projects"]): Snapshot["deployments"] {
    const found = new Map<string, string[]>();
    for (const [project, { deployments = [] }] of Object.entries(projects)) {
        for (const { deploymentName, assignedResources = [] } of deployments) {
            for (const { azureResourceId = "" } of assignedResources) {
                const key = memberKeyOf(project, azureResourceId);
                found.set(key, [...(found.get(key) ?? []), deploymentName]);
            }
        }
    }
    return found;
}

/** Reads an account from whatever holds one. */
export function toAccount({ userPrincipalName, addressableUserName }: Record<string, unknown> | Account): Account {
    return {
        userPrincipalName: String(userPrincipalName).toLowerCase(),
        ...(typeof addressableUserName === "string" ? { addressableUserName } : {}),
    };
}

/** Whether two are the same account by the same name. */
export function sameAccount(one: Account | undefined, other: Account | undefined): boolean {
    return (
        one?.userPrincipalName === other?.userPrincipalName && one?.addressableUserName === other?.addressableUserName
    );
}
