import type { EmulatorOptions } from "#emulator/options";
import type { Environment } from "./environment";
import { Player } from "./player";
import type { AssignmentSlot, BindingSlot } from "./slots";

/** What a story begins with; absent things are as simple as can be. */
export interface StageOptions {
    options?: Partial<EmulatorOptions>;
    members?: Environment["members"];
    devices?: Environment["devices"];
    deployments?: Environment["deployments"];
    leave?: Environment["leave"];
    assignments?: readonly (Partial<AssignmentSlot> | undefined)[];
    bindings?: readonly (Partial<BindingSlot> | undefined)[];
}

/** Sets a stage for a story that is told step by step, checked by the same rules as random sequences. */
export function stage({
    options = {},
    members = [0, 0],
    devices = ["nothing", "nothing", "nothing"],
    deployments = [0, 0],
    leave = "none",
    assignments = [],
    bindings = [],
}: StageOptions): Player {
    const places = [0, 1, 2];
    const slots = {
        assignments: places.map((place) => ({ ...plainAssignment, ...presentWhere(assignments[place]) })),
        bindings: places.map((place) => ({ ...plainBinding, ...presentWhere(bindings[place]) })),
    };
    return new Player({ seed: 1, options, members, deployments, unlocated: false, leave, devices }, slots);
}

function presentWhere<T>(given: Partial<T> | undefined) {
    return given ? { present: true, ...given } : {};
}

const plainAssignment: AssignmentSlot = {
    present: false,
    project: 0,
    members: 0,
    regions: 0,
    domains: 0,
    existing: "adopt",
    deleteDeployments: false,
    newest: false,
    limits: "default",
    loud: false,
    renamed: false,
};

const plainBinding: BindingSlot = {
    present: false,
    device: 0,
    account: 0,
    existing: "adopt",
    named: false,
    limits: "default",
    loud: false,
    renamed: false,
};
