import { defaultOptions, type EmulatorOptions } from "#emulator/options";
import { createHarness, type Harness } from "../../harness/harness";
import { type MemoryEmulator, memoryEmulator } from "../../harness/memoryEmulator";
import type { Declaration, Program } from "../../harness/stackState";
import { type VirtualClock, virtualClock } from "../../unit/support/virtualClock";
import { seededRandom } from "./seededRandom";
import { armIdOf } from "./universe";

/** The services and the time that some stacks share. */
export interface Cast {
    clock: VirtualClock;
    emulator: MemoryEmulator;
    /** Makes a stack that knows nothing of the others. */
    newStack(): Harness;
}

/** The id of the device with a number. */
export function deviceIdOf(number: number): string {
    return `0d6f1b2c-1111-4222-8333-${String(number).padStart(12, "0")}`;
}

/** Makes services with the given projects (conversations) and so many devices. */
export function makeCast(
    { projects, devices = 0, seed = 1 }: { projects: readonly string[]; devices?: number; seed?: number },
    options: Partial<EmulatorOptions> = {},
): Cast {
    const clock = virtualClock();
    const random = seededRandom(seed);
    const emulator = memoryEmulator({ clock, random });
    emulator.setOptions({ ...defaultOptions, ...options });
    emulator.putState({
        projects: Object.fromEntries(projects.map((name) => [`analyze-conversations/${name}`, {}])),
        devices: Object.fromEntries(Array.from({ length: devices }, (_, number) => [deviceIdOf(number), {}])),
    });
    const { transport, createCredential } = emulator;
    const newStack = () => createHarness({ service: { transport, createCredential }, clock, random });
    return { clock, emulator, newStack };
}

/** Declares that a project has these members. */
export function assignmentOf(emulator: MemoryEmulator, projectName: string, members: readonly string[]): Declaration {
    const resources = members.map((name) => ({
        azureResourceId: armIdOf(name),
        region: "westeurope",
        customDomain: name,
    }));
    return { kind: "assignment", args: { endpoint: emulator.url, projectName, resources } };
}

/** Declares that a device has this account. */
export function bindingOf(emulator: MemoryEmulator, device: number, account: string): Declaration {
    const args = {
        deviceId: deviceIdOf(device),
        userPrincipalName: `${account}@contoso.com`,
        graphEndpoint: emulator.url,
    };
    return { kind: "binding", args };
}

/** The names of a project's members, sorted. */
export function membersOf(emulator: MemoryEmulator, projectName: string): string[] {
    const { resources = [] } = emulator.state().projects[`analyze-conversations/${projectName}`] ?? {};
    return resources.map(({ azureResourceId }) => nameOf(azureResourceId)).sort();
}

/** The accounts of the devices that have one, by number, without their domain. */
export function accountsOf(emulator: MemoryEmulator): Record<number, string> {
    const bound = Object.entries(emulator.state().devices).flatMap(([id, { resourceAccount }]) =>
        resourceAccount ? [[Number(id.slice(24)), resourceAccount.userPrincipalName.replace(/@.*/, "")] as const] : [],
    );
    return Object.fromEntries(bound);
}

/** What jobs unassigned, as `project member`, from the job with this number on. */
export function unassignedSince(emulator: MemoryEmulator, firstJob: number): string[] {
    const jobs = emulator.state().jobs.slice(firstJob);
    return jobs
        .filter(({ kind }) => kind === "unassign")
        .flatMap(({ project, resources }) => resources.map((id) => `${project.split("/")[1]} ${nameOf(id)}`));
}

/** The same program in another order of registration. */
export function inOrder(program: Program, names: readonly string[]): Program {
    return Object.fromEntries(names.flatMap((name) => (program[name] ? [[name, program[name]]] : [])));
}

function nameOf(armId: string): string {
    return armId.slice(armId.lastIndexOf("/") + 1);
}
