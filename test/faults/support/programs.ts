import type { EmulatorSeed } from "#emulator/state/emulatorState";
import type { Program, Properties } from "../../harness/stackState";

const accounts =
    "/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts";

/** The project of all assignments here. */
export const projectKey = "analyze-conversations/EmailApp";
/** How long every verb may take, unless a test says otherwise. */
export const timeout = "10m";
const timeouts = { create: timeout, update: timeout, delete: timeout, read: timeout };

/** A member by its account's name; the region can be told apart. */
export function member(name: string, region = "westeurope") {
    return { azureResourceId: `${accounts}/${name}`, customDomain: name, region };
}

/** A program with one assignment of these members. */
export function assignmentProgram(endpoint: string, resources: readonly object[], more: Properties = {}): Program {
    return { app: { kind: "assignment", args: { endpoint, projectName: "EmailApp", resources, timeouts, ...more } } };
}

/** A program with a binding for each account, each on a device of its own. */
export function bindingProgram(graphEndpoint: string, upns: readonly string[], more: Properties = {}): Program {
    const args = { cloud: "public", graphEndpoint, timeouts, ...more };
    const binding = (userPrincipalName: string, index: number) => [
        `room${index}`,
        { kind: "binding" as const, args: { ...args, deviceId: deviceId(index), userPrincipalName } },
    ];
    return Object.fromEntries(upns.map(binding));
}

/** The id of a device by its number. */
export function deviceId(index: number): string {
    return `0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f${index}`;
}

/**
 * What the services hold before anything of ours: four members that are somebody else's, so that a list of pages of three
 * always has a later page, and three devices.
 */
export const initialSeed: EmulatorSeed = {
    projects: { [projectKey]: { resources: ["alien1", "alien2", "alien3", "alien4"].map((name) => member(name)) } },
    devices: Object.fromEntries([0, 1, 2].map((index) => [deviceId(index), { serialNumber: `SN-${index}` }])),
};
