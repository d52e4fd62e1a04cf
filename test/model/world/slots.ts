/** The time limits that a place in the program gives its verbs; each but the default is one that a slow job exceeds. */
export const timeLimits = {
    default: undefined,
    short: { create: "25s", update: "25s", delete: "25s" },
    shortCreate: { create: "8s", update: "1m", delete: "1m" },
    shortUpdate: { create: "1m", update: "6s", delete: "1m" },
    shortDelete: { create: "1m", update: "1m", delete: "6s" },
} as const;

/** What one place in the program declares: an assignment. */
export interface AssignmentSlot {
    present: boolean;
    project: 0 | 1;
    /** Which members, as bits. */
    members: number;
    /** Which of them are in the second region, as bits. */
    regions: number;
    /** Which of them have the second domain, as bits. */
    domains: number;
    existing: "adopt" | "fail" | "keep";
    /** Whether the deployments on what is unassigned may go. */
    deleteDeployments: boolean;
    /** Whether the newest api-version is spoken. */
    newest: boolean;
    limits: keyof typeof timeLimits;
    /** Whether ids and regions are spelled in another way, which is no change. */
    loud: boolean;
    /** Whether it goes by its second logical name. */
    renamed: boolean;
}

/** What one place in the program declares: a binding. */
export interface BindingSlot {
    present: boolean;
    device: 0 | 1 | 2;
    account: 0 | 1 | 2;
    existing: "adopt" | "fail" | "keep" | "replace";
    /** Whether it gives the account a display name. */
    named: boolean;
    limits: keyof typeof timeLimits;
    loud: boolean;
    renamed: boolean;
}

/** A program as the sequences change it. */
export interface Slots {
    assignments: readonly AssignmentSlot[];
    bindings: readonly BindingSlot[];
}

/** One change of a program. */
export type Edit =
    | { edit: "assignment"; slot: number; change: Partial<AssignmentSlot> }
    | { edit: "toggleMembers"; slot: number; members: number }
    | { edit: "binding"; slot: number; change: Partial<BindingSlot> }
    | { edit: "moveMembers"; from: number; to: number; members: number }
    | { edit: "swapAssignments"; one: number; other: number }
    | { edit: "swapDevices"; one: number; other: number }
    | { edit: "swapAccounts"; one: number; other: number };

/** Applies a change. */
export function applyEdit(slots: Slots, edit: Edit): Slots {
    switch (edit.edit) {
        case "assignment":
            return withAssignments(slots, { [edit.slot]: edit.change });
        case "binding":
            return withBindings(slots, { [edit.slot]: edit.change });
        case "toggleMembers":
            return withAssignments(slots, {
                [edit.slot]: { present: true, members: membersOf(slots, edit.slot) ^ edit.members },
            });
        case "moveMembers": {
            const moved = membersOf(slots, edit.from) & edit.members;
            return withAssignments(slots, {
                [edit.from]: { members: membersOf(slots, edit.from) & ~moved },
                [edit.to]: { members: membersOf(slots, edit.to) | moved },
            });
        }
        case "swapAssignments":
            return withAssignments(slots, {
                [edit.one]: slots.assignments[edit.other] ?? {},
                [edit.other]: slots.assignments[edit.one] ?? {},
            });
        case "swapDevices":
            return withBindings(slots, {
                [edit.one]: { device: slots.bindings[edit.other]?.device },
                [edit.other]: { device: slots.bindings[edit.one]?.device },
            });
        case "swapAccounts":
            return withBindings(slots, {
                [edit.one]: { account: slots.bindings[edit.other]?.account },
                [edit.other]: { account: slots.bindings[edit.one]?.account },
            });
    }
}

function membersOf(slots: Slots, slot: number): number {
    return slots.assignments[slot]?.members ?? 0;
}

function withAssignments(slots: Slots, changes: Record<number, Partial<AssignmentSlot>>): Slots {
    return { ...slots, assignments: slots.assignments.map((slot, index) => ({ ...slot, ...changes[index] })) };
}

function withBindings(slots: Slots, changes: Record<number, Partial<BindingSlot>>): Slots {
    return { ...slots, bindings: slots.bindings.map((slot, index) => ({ ...slot, ...changes[index] })) };
}
