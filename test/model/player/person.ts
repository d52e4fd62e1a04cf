import { makeDevice } from "#emulator/graph/device";
import { makeJob } from "#emulator/language/jobs";
import { type Deployment, makeProject } from "#emulator/language/project";
import type { MemoryEmulator } from "../../harness/memoryEmulator";
import type { Deed } from "../sequence/actions";
import {
    accounts,
    armIdOf,
    badMember,
    deviceIds,
    foreignJobInMs,
    foreignMember,
    memberKeyOf,
    memberNames,
    projects,
    regions,
    strangersAccount,
} from "../world/universe";

/** Does what a person would do in a portal, and answers the keys of all that it touched. */
export function act(emulator: MemoryEmulator, deed: Deed): string[] {
    settle(emulator);
    switch (deed.deed) {
        case "assign":
        case "unassign":
            return changeMember(emulator, deed);
        case "deploy":
            deploy(emulator, deed);
            return [];
        case "bind":
            return changeAccount(emulator, deed.device, accounts[deed.account] ?? strangersAccount);
        case "unbind":
            return changeAccount(emulator, deed.device, undefined);
        case "removeProject":
            return removeProject(emulator, deed.project);
        case "removeDevice":
            emulator.world.devices.delete(idOf(deed.device));
            return [idOf(deed.device)];
        case "runJob":
            runJob(emulator, projects[deed.project]?.key ?? "");
            return [];
    }
}

/** Makes the projects and devices again that a person removed, empty. */
export function restore({ world }: MemoryEmulator): void {
    settle({ world });
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

/** Starts a job for a member that no program declares: assigns it, or unassigns it where it is there. */
function runJob({ world }: MemoryEmulator, project: string): void {
    const members = world.projects.get(project)?.members.current;
    const waits = world.options.concurrentJobs !== "parallel";
    if (!members || (world.options.concurrentJobs === "conflict" && world.jobs.isBusy(project))) {
        return;
    }
    const azureResourceId = armIdOf(foreignMember);
    const isThere = members.some((member) => sameId(member.azureResourceId, azureResourceId));
    const member = { azureResourceId, region: regions[0], customDomain: foreignMember };
    const order = { project, apiVersion: "", members: [member], ids: [azureResourceId], waits };
    const times = { durationMs: foreignJobInMs, lifetimeMs: world.options.jobLifetimeMs };
    world.jobs.add(makeJob({ ...order, ...times, kind: isThere ? "unassign" : "assign" }, world.now()));
}

/** The emulator lets jobs land when somebody looks: what a person does comes after all that have ended by then. */
function settle({ world }: Pick<MemoryEmulator, "world">): void {
    world.jobs.settle(world.now());
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
    if (deed.deed === "unassign") {
        undeploy(world, key, azureResourceId);
    }
    return [memberKeyOf(key, name)];
}

/** Deploys to a member that is there, which changes nothing of what the stack owns. */
function deploy({ world }: MemoryEmulator, { project, member }: Extract<Deed, { deed: "deploy" }>): void {
    const found = world.projects.get(projects[project]?.key ?? "");
    const azureResourceId = armIdOf(memberNames[member] ?? "");
    const isThere = found?.members.current.some((one) => sameId(one.azureResourceId, azureResourceId));
    const deploymentName = `on-${memberNames[member]}`;
    const others = (found?.deployments ?? []).filter((one) => one.deploymentName !== deploymentName);
    if (found && isThere) {
        found.deployments = [...others, { deploymentName, assignedResources: [{ azureResourceId }] }];
    }
}

/** What unassigning does to deployments, whoever does it. */
function undeploy(world: MemoryEmulator["world"], key: string, id: string): void {
    const project = world.projects.get(key);
    if (project) {
        const isLeft = ({ assignedResources }: Deployment) =>
            !assignedResources?.some(({ azureResourceId = "" }) => sameId(azureResourceId, id));
        project.deployments = project.deployments?.filter(isLeft);
    }
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
