import { makeDevice } from "#emulator/graph/device";
import { makeProject } from "#emulator/language/project";
import type { Deed } from "./actions";
import type { MemoryEmulator } from "./memoryEmulator";
import {
    accounts,
    armIdOf,
    badMember,
    deviceIds,
    memberKeyOf,
    memberNames,
    projects,
    regions,
    strangersAccount,
} from "./universe";

/** Does what a person would do in a portal, and answers the keys of all that it touched. */
export function act(emulator: MemoryEmulator, deed: Deed): string[] {
    switch (deed.deed) {
        case "assign":
        case "unassign":
            return changeMember(emulator, deed);
        case "bind":
            return changeAccount(emulator, deed.device, accounts[deed.account] ?? strangersAccount);
        case "unbind":
            return changeAccount(emulator, deed.device, undefined);
        case "removeProject":
            return removeProject(emulator, deed.project);
        case "removeDevice":
            emulator.world.devices.delete(idOf(deed.device));
            return [idOf(deed.device)];
    }
}

/** Makes the projects and devices again that a person removed, empty. */
export function restore({ world }: MemoryEmulator): void {
    for (const { kind, name, key } of projects) {
        if (!world.projects.has(key)) {
            world.projects.set(key, makeProject(`analyze-${kind}`, name, world.now(), []));
        }
    }
    for (const id of deviceIds) {
        if (!world.devices.has(id)) {
            world.devices.set(id, makeDevice(id, {}, null, undefined));
        }
    }
}

/** Takes away the member that no job can unassign, and answers the keys of what it was a member of. */
export function removeBadMember(emulator: MemoryEmulator): string[] {
    return projects.flatMap((_, project) => changeMember(emulator, { deed: "unassign", project, member: badMember }));
}

function changeMember({ world }: MemoryEmulator, deed: Extract<Deed, { deed: "assign" | "unassign" }>): string[] {
    const key = projects[deed.project]?.key ?? "";
    const name = memberNames[deed.member] ?? "";
    const members = world.projects.get(key)?.members;
    const azureResourceId = armIdOf(name);
    const isThere = members?.current.some((member) => sameId(member.azureResourceId, azureResourceId));
    if (!members || isThere === (deed.deed === "assign")) {
        return [];
    }
    const added = {
        azureResourceId,
        region: (deed.deed === "assign" && regions[deed.region]) || "",
        customDomain: name,
    };
    const rest = members.current.filter((member) => !sameId(member.azureResourceId, azureResourceId));
    members.set(world.now(), deed.deed === "assign" ? [...rest, added] : rest);
    return [memberKeyOf(key, name)];
}

function changeAccount({ world }: MemoryEmulator, device: number, account: string | undefined): string[] {
    const found = world.devices.get(idOf(device));
    if (!found || found.account.current?.userPrincipalName === account) {
        return [];
    }
    found.account.set(world.now(), account === undefined ? null : { userPrincipalName: account });
    return [found.id];
}

function removeProject({ world }: MemoryEmulator, index: number): string[] {
    const key = projects[index]?.key ?? "";
    const touched = memberNames.map((name) => memberKeyOf(key, name));
    return world.projects.delete(key) ? touched : [];
}

function idOf(device: number): string {
    return deviceIds[device] ?? "";
}

function sameId(left: string, right: string): boolean {
    return left.toLowerCase() === right.toLowerCase();
}
