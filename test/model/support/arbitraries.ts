import fc from "fast-check";
import type { Action, Deed, RunPlan } from "./actions";
import type { Environment, Leave } from "./environment";
import { faultsArbitrary } from "./faultArbitrary";
import type { AssignmentSlot, BindingSlot, Edit, Slots } from "./slots";

/** A sequence: the world it finds, the first program, and what happens. */
export interface Sequence {
    environment: Environment;
    slots: Slots;
    actions: readonly Action[];
}

const rarely = (chance: number) => fc.nat(99).map((number) => number >= 100 - chance);
const sometimes = <T>(chance: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
    fc.oneof({ weight: 100 - chance, arbitrary: fc.constant(undefined) }, { weight: chance, arbitrary: value });
const bits = (count: number) => fc.nat(2 ** count - 1);
const small = <T>(...values: T[]) => fc.constantFrom(...values);

// One in five: what most programs have tells more of the rest.
const limits = fc.oneof(
    { weight: 80, arbitrary: fc.constant("default" as const) },
    {
        weight: 20,
        arbitrary: small("short" as const, "shortCreate" as const, "shortUpdate" as const, "shortDelete" as const),
    },
);

const assignmentSlot: fc.Arbitrary<AssignmentSlot> = fc.record({
    present: fc.boolean(),
    project: small(0, 0, 1),
    // A bad member in every second program would leave little to see.
    members: fc.tuple(bits(4), rarely(7)).map(([good, bad]) => good + (bad ? 16 : 0)),
    regions: small(0, 0, 0, 1, 5),
    domains: small(0, 0, 0, 0, 2),
    existing: small("adopt", "adopt", "adopt", "fail", "keep"),
    deleteDeployments: rarely(40),
    newest: rarely(30),
    limits,
    loud: rarely(20),
    renamed: rarely(10),
});

const bindingSlot: fc.Arbitrary<BindingSlot> = fc.record({
    present: fc.boolean(),
    device: small(0, 1, 2),
    account: small(0, 1, 2),
    existing: small("adopt", "adopt", "fail", "keep", "replace"),
    named: rarely(30),
    limits,
    loud: rarely(20),
    renamed: rarely(10),
});

const slots: fc.Arbitrary<Slots> = fc.record({
    assignments: fc.tuple(assignmentSlot, assignmentSlot, assignmentSlot),
    bindings: fc.tuple(bindingSlot, bindingSlot, bindingSlot),
});

const place = fc.nat(2);
const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({
        edit: fc.constant("assignment" as const),
        slot: place,
        change: oneProperty<AssignmentSlot>(assignmentSlot),
    }),
    fc.record({ edit: fc.constant("binding" as const), slot: place, change: oneProperty<BindingSlot>(bindingSlot) }),
    fc.record({ edit: fc.constant("toggleMembers" as const), slot: place, members: bits(4) }),
    fc.record({ edit: fc.constant("moveMembers" as const), from: place, to: place, members: bits(4) }),
    fc.record({ edit: fc.constant("swapAssignments" as const), one: place, other: place }),
    fc.record({ edit: fc.constant("swapDevices" as const), one: place, other: place }),
    fc.record({ edit: fc.constant("swapAccounts" as const), one: place, other: place }),
);

const foreignJob: fc.Arbitrary<Deed> = fc.record({ deed: fc.constant("runJob" as const), project: fc.nat(1) });

const deed: fc.Arbitrary<Deed> = fc.oneof(
    {
        weight: 3,
        arbitrary: fc.record({
            deed: fc.constant("assign" as const),
            project: fc.nat(1),
            member: fc.nat(3),
            region: fc.nat(1),
        }),
    },
    {
        weight: 3,
        arbitrary: fc.record({ deed: fc.constant("unassign" as const), project: fc.nat(1), member: fc.nat(3) }),
    },
    {
        weight: 5,
        arbitrary: fc.record({ deed: fc.constant("deploy" as const), project: fc.nat(1), member: fc.nat(3) }),
    },
    { weight: 3, arbitrary: fc.record({ deed: fc.constant("bind" as const), device: place, account: fc.nat(3) }) },
    { weight: 3, arbitrary: fc.record({ deed: fc.constant("unbind" as const), device: place }) },
    { weight: 1, arbitrary: fc.record({ deed: fc.constant("removeProject" as const), project: fc.nat(1) }) },
    { weight: 1, arbitrary: fc.record({ deed: fc.constant("removeDevice" as const), device: place }) },
    { weight: 5, arbitrary: foreignJob },
);

const run: fc.Arbitrary<RunPlan> = fc.record(
    {
        parallel: small(1, 8, 100),
        continueOnError: rarely(40),
        order: fc.option(fc.nat(0xffff), { nil: undefined }),
        faults: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: faultsArbitrary }),
        crash: sometimes(
            10,
            fc.oneof(
                fc.record({ request: fc.nat(30), moment: small("before" as const, "after" as const) }),
                fc.record({ step: fc.nat(4) }),
            ),
        ),
        goneAfterInMs: sometimes(7, fc.nat(3_000)),
        meanwhile: sometimes(20, fc.record({ afterInMs: fc.nat(2_000), deed: fc.oneof(deed, foreignJob) })),
    },
    { requiredKeys: ["parallel", "faults"] },
);

/** An up may leave a part of the program out. */
const upRun = fc
    .tuple(run, sometimes(15, fc.integer({ min: 1, max: 62 })))
    .map(([plan, leftOut]): RunPlan => (leftOut === undefined ? plan : { ...plan, leftOut }));

const leave = small<Leave>("none", "none", "Alpha", "all");

const action: fc.Arbitrary<Action> = fc.oneof(
    {
        weight: 4,
        arbitrary: fc.record({
            action: fc.constant("change" as const),
            edits: fc.array(edit, { minLength: 1, maxLength: 3 }),
        }),
    },
    { weight: 6, arbitrary: fc.record({ action: fc.constant("up" as const), run: upRun }) },
    { weight: 2, arbitrary: fc.record({ action: fc.constant("refresh" as const), run }) },
    { weight: 1, arbitrary: fc.constant({ action: "preview" as const }) },
    { weight: 1, arbitrary: fc.record({ action: fc.constant("destroy" as const), run }) },
    { weight: 1, arbitrary: fc.record({ action: fc.constant("configure" as const), leave: leave }) },
    { weight: 2, arbitrary: fc.record({ action: fc.constant("person" as const), deed }) },
    { weight: 1, arbitrary: fc.record({ action: fc.constant("wait" as const), ms: small(1_000, 20_000, 200_000) }) },
);

const environment: fc.Arbitrary<Environment> = fc.record({
    seed: fc.nat(0xffff),
    options: options(),
    members: fc.tuple(small(0, 0, 1, 6, 8), small(0, 0, 1, 6, 8)),
    deployments: fc.tuple(small(0, 0, 15, 5), small(0, 0, 15, 5)),
    unlocated: rarely(20),
    leave,
    devices: fc.tuple(
        ...[0, 1, 2].map(() => small<"nothing" | "account" | "user">("nothing", "nothing", "account", "user")),
    ),
});

function options(): fc.Arbitrary<Environment["options"]> {
    const plain: fc.Arbitrary<Environment["options"]> = fc.record({
        jobDurationMs: small(0, 0, 700, 5_000, 25_000, 90_000),
        pageSize: small(100, 1, 2),
        listDelayMs: small(0, 0, 0, 3_000),
        idCase: small("as-assigned", "lower", "upper"),
        assignExisting: small("ok", "fail"),
        unassignMissing: small("ok", "fail"),
        concurrentJobs: small("queue", "conflict", "parallel"),
        badMember: small("failed", "partiallyCompleted"),
        accountVisible: small<number | boolean>(true, true, true, 4_000, false),
        assignOverExisting: small("ok", "conflict"),
        unassignBody2025: small("azureResourceIds", "assignedResourceIds"),
        wrapEntity: fc.boolean(),
        batch: rarely(80),
        batchOrder: small("as-sent", "reversed"),
        jobRetryAfterSeconds: small(null, null, 1, 7),
        budgets: small(null, null, { postsPerMinute: 10, getsPerMinute: 100 }),
        throttleRetryAfter: fc.boolean(),
        firstLook: small("notStarted", "notStarted", "actual"),
        graphWritesPer20s: small(null, null, 4),
        // Shorter than some jobs take.
        jobLifetimeMs: small(604_800_000, 604_800_000, 604_800_000, 30_000, 1_000),
    });
    // Tokens that end within seconds say so only to those whose clock is right.
    const time = fc.constantFrom(
        {},
        {},
        { tokenLifetimeMs: 20_000 },
        { tokenLifetimeMs: 600_000, clockOffsetMs: 3_600_000 },
        { clockOffsetMs: -3_600_000 },
    );
    return fc.tuple(plain, time).map(([most, rest]) => ({ ...most, ...rest }));
}

/** Sequences of whatever may come, up to twelve actions. */
export const anySequence: fc.Arbitrary<Sequence> = fc.record({
    environment,
    slots,
    actions: fc.array(action, { minLength: 1, maxLength: 12 }),
});

function oneProperty<T extends object>(whole: fc.Arbitrary<T>): fc.Arbitrary<Partial<T>> {
    return fc.tuple(whole, fc.nat(15)).map(([value, index]) => {
        const names = Object.keys(value) as (keyof T)[];
        const name = names[index % names.length];
        return name === undefined ? {} : ({ [name]: value[name] } as Partial<T>);
    });
}
