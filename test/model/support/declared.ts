import type { Declaration, Program } from "../../harness/stackState";
import type { AssignmentSlot, BindingSlot, Slots } from "./slots";
import type { Account } from "./snapshot";
import { accounts, armIdOf, deviceIds, memberKeyOf, memberNames, projects, regions } from "./universe";

/** A member as it is declared. */
export interface DeclaredMember {
    /** Logical name of the assignment. */
    owner: string;
    region: string;
    customDomain: string;
    existing: AssignmentSlot["existing"];
}

/** A device as it is declared. */
export interface DeclaredDevice {
    /** Logical name of the binding. */
    owner: string;
    account: Account;
    existing: BindingSlot["existing"];
}

/** What a program declares, and the program. */
export interface Declared {
    program: Program;
    /** By `memberKeyOf`. */
    members: ReadonlyMap<string, DeclaredMember>;
    /** By id. */
    devices: ReadonlyMap<string, DeclaredDevice>;
}

/** Makes the program of some slots. Of two that claim the same member or device the first has it: a program that is refused tells nothing. */
export function declare(slots: Slots, url: string): Declared {
    const members = new Map<string, DeclaredMember>();
    const devices = new Map<string, DeclaredDevice>();
    const program: Record<string, Declaration> = {};
    slots.assignments.forEach((slot, index) => {
        const name = `assignment${index}${slot.renamed ? "-renamed" : ""}`;
        const resources = slot.present ? claimMembers(slot, name, members) : [];
        if (resources.length > 0) {
            program[name] = { kind: "assignment", args: assignmentArgs(slot, resources, url) };
        }
    });
    slots.bindings.forEach((slot, index) => {
        const id = deviceIds[slot.device];
        if (slot.present && !devices.has(id)) {
            const owner = `binding${index}${slot.renamed ? "-renamed" : ""}`;
            devices.set(id, { owner, account: accountOf(slot), existing: slot.existing });
            program[owner] = { kind: "binding", args: bindingArgs(slot, id, url) };
        }
    });
    return { program, members, devices };
}

function claimMembers(slot: AssignmentSlot, owner: string, claimed: Map<string, DeclaredMember>) {
    return memberNames.flatMap((name, bit) => {
        const key = memberKeyOf(projects[slot.project].key, name);
        if (!has(slot.members, bit) || claimed.has(key)) {
            return [];
        }
        const region = has(slot.regions, bit) ? regions[1] : regions[0];
        const customDomain = has(slot.domains, bit) ? `${name}-second` : name;
        claimed.set(key, { owner, region, customDomain, existing: slot.existing });
        const azureResourceId = slot.loud ? armIdOf(name).toUpperCase() : armIdOf(name);
        return [{ azureResourceId, customDomain, region: slot.loud ? region.toUpperCase() : region }];
    });
}

function assignmentArgs(slot: AssignmentSlot, resources: unknown[], endpoint: string) {
    const { kind, name } = projects[slot.project];
    const newest = kind === "text" ? "2025-05-15-preview" : "2025-11-01";
    return {
        endpoint: slot.loud ? `${endpoint}/` : endpoint,
        projectName: name,
        projectKind: kind,
        resources,
        existing: slot.existing,
        deleteDeployments: slot.deleteDeployments,
        ...(slot.newest ? { apiVersion: newest } : {}),
        ...timeoutsOf(slot),
    };
}

function bindingArgs(slot: BindingSlot, id: string, graphEndpoint: string) {
    const { userPrincipalName, ...names } = accountOf(slot);
    return {
        deviceId: slot.loud ? id.toUpperCase() : id,
        userPrincipalName: slot.loud ? userPrincipalName.toUpperCase() : userPrincipalName,
        graphEndpoint,
        existing: slot.existing,
        ...names,
        ...timeoutsOf(slot),
    };
}

function accountOf(slot: BindingSlot): Account {
    return {
        userPrincipalName: accounts[slot.account],
        ...(slot.named ? { addressableUserName: `Room ${slot.account}` } : {}),
    };
}

function timeoutsOf({ hurried }: { hurried: boolean }) {
    return hurried ? { timeouts: { create: "25s", update: "25s", delete: "25s" } } : {};
}

function has(bits: number, bit: number): boolean {
    return (bits & (1 << bit)) !== 0;
}
