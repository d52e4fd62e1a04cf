import type { Declaration, Program } from "../../harness/stackState";
import { type AssignmentSlot, type BindingSlot, type Slots, timeLimits } from "./slots";
import type { Account } from "./snapshot";
import { subset } from "./subset";
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

/** Of what a program declares that which some of its resources declare. */
export function declaredBy({ program, members, devices }: Declared, names: readonly string[]): Declared {
    const isMeant = (name: string) => names.includes(name);
    return {
        program: Object.fromEntries(Object.entries(program).filter(([name]) => isMeant(name))),
        members: new Map([...members].filter(([, { owner }]) => isMeant(owner))),
        devices: new Map([...devices].filter(([, { owner }]) => isMeant(owner))),
    };
}

/** The names, present and past, of the places in a program that an up leaves out. */
export function namesOfPlaces(bits: number): string[] {
    const places = ["assignment0", "assignment1", "assignment2", "binding0", "binding1", "binding2"];
    return subset(places, bits).flatMap((place) => [place, `${place}-renamed`]);
}

/**
 * Makes the program of some slots. Of two that claim the same member or device the first has it: a program that is refused tells nothing.
 * `hidesLoud` makes what loud slots declare secret.
 */
export function declare(slots: Slots, url: string, hidesLoud = false): Declared {
    const members = new Map<string, DeclaredMember>();
    const devices = new Map<string, DeclaredDevice>();
    const program: Record<string, Declaration> = {};
    const hiding = (name: string, { loud }: { loud: boolean }) => (hidesLoud && loud ? { secretInputs: [name] } : {});
    slots.assignments.forEach((slot, index) => {
        const name = `assignment${index}${slot.renamed ? "-renamed" : ""}`;
        const resources = slot.present ? claimMembers(slot, name, members) : [];
        if (resources.length > 0) {
            program[name] = {
                kind: "assignment",
                args: { ...assignmentArgs(slot, resources, url), ...hiding("resources", slot) },
            };
        }
    });
    slots.bindings.forEach((slot, index) => {
        const id = deviceIds[slot.device];
        if (slot.present && !devices.has(id)) {
            const owner = `binding${index}${slot.renamed ? "-renamed" : ""}`;
            devices.set(id, { owner, account: accountOf(slot), existing: slot.existing });
            program[owner] = {
                kind: "binding",
                args: { ...bindingArgs(slot, id, url), ...hiding("userPrincipalName", slot) },
            };
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
        ...limitsOf(slot),
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
        ...limitsOf(slot),
    };
}

function accountOf(slot: BindingSlot): Account {
    return {
        userPrincipalName: accounts[slot.account],
        ...(slot.named ? { addressableUserName: `Room ${slot.account}` } : {}),
    };
}

function limitsOf({ limits }: Pick<AssignmentSlot, "limits">) {
    const timeouts = timeLimits[limits];
    return timeouts ? { timeouts } : {};
}

function has(bits: number, bit: number): boolean {
    return (bits & (1 << bit)) !== 0;
}
