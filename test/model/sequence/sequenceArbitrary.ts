import fc from "fast-check";
import { plainRun } from "../player/player";
import { type AssignmentSlot, type Edit, timeLimits } from "../world/slots";
import type { Action, RunPlan } from "./actions";
import { anySequence, type Sequence } from "./arbitraries";

/** What a sequence is about, where it is about more than chance makes it: a project that is short of time. */
interface Scene {
    /** How the project's jobs are. */
    options: Sequence["environment"]["options"];
    /** The time limits that assignments have, one after the other. */
    limits: readonly AssignmentSlot["limits"][];
    actions: readonly Action[];
}

const limits = fc.array(fc.constantFrom(...(Object.keys(timeLimits) as (keyof typeof timeLimits)[])), {
    minLength: 3,
    maxLength: 3,
});
const up: fc.Arbitrary<Action> = fc
    .record({ parallel: fc.constantFrom<RunPlan["parallel"]>(1, 8, 100), continueOnError: fc.boolean() })
    .map((plan) => ({ action: "up", run: { ...plainRun, ...plan } }));
const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ edit: fc.constant("toggleMembers" as const), slot: fc.nat(2), members: fc.constantFrom(1, 2, 3, 4) }),
    fc.record({
        edit: fc.constant("moveMembers" as const),
        from: fc.nat(2),
        to: fc.nat(2),
        members: fc.constantFrom(1, 2, 3, 7),
    }),
    fc.record({
        edit: fc.constant("assignment" as const),
        slot: fc.nat(2),
        change: fc.record({ present: fc.boolean() }),
    }),
);
const change: fc.Arbitrary<Action> = fc
    .array(edit, { minLength: 1, maxLength: 2 })
    .map((edits) => ({ action: "change", edits }));
const wait: fc.Arbitrary<Action> = fc.constantFrom(100, 3_000, 17_000).map((ms) => ({ action: "wait", ms }));
const foreignJob: Action = { action: "person", deed: { deed: "runJob", project: 0 } };

/** Another stack's jobs are in the way again and again, and those that wait for their end have different patience. */
const conflicts: fc.Arbitrary<Scene> = fc.record({
    options: fc.constant({ concurrentJobs: "conflict" as const }),
    limits,
    actions: fc
        .array(fc.tuple(fc.option(change), fc.boolean(), up), { minLength: 1, maxLength: 4 })
        .map((rounds) =>
            rounds.flatMap(([first, isBusy, run]) => [...(first ? [first] : []), ...(isBusy ? [foreignJob] : []), run]),
        ),
});

/** A member is given up by a job that outlasts who waits for it, and another resource comes to declare it meanwhile. */
const neighbours: fc.Arbitrary<Scene> = fc.record({
    options: fc.record({ jobDurationMs: fc.constantFrom(12_000, 25_000) }),
    limits: fc.constantFrom<Scene["limits"]>(
        ["shortUpdate", "default", "shortUpdate"],
        ["shortUpdate", "short", "default"],
    ),
    actions: fc
        .tuple(fc.constantFrom(1, 2, 3), fc.array(fc.tuple(fc.option(wait), up), { minLength: 3, maxLength: 6 }))
        .chain(([given, runs]) =>
            fc
                .nat(runs.length - 1)
                .map((late) => [
                    ...changed({ slot: 0, members: 7 }, { slot: 1, members: 8 }),
                    { action: "up" as const, run: plainRun },
                    ...changed({ slot: 0, members: 7 & ~given }),
                    ...runs.flatMap(([pause, run], index) => [
                        ...(index === Math.max(1, late) ? changed({ slot: 1, members: 8 | given }) : []),
                        ...(pause ? [pause] : []),
                        run,
                    ]),
                ]),
        ),
});

function changed(...places: readonly { slot: number; members: number }[]): Action[] {
    const edits = places.map(({ slot, members }) => ({
        edit: "assignment" as const,
        slot,
        change: { present: true, members, existing: "adopt" as const, deleteDeployments: true },
    }));
    return [{ action: "change", edits }];
}

/** Sequences of up to twelve actions, most of which end in runs. One in five is about a project that is short of time. */
export const sequenceArbitrary: fc.Arbitrary<Sequence> = fc.oneof(
    { weight: 8, arbitrary: anySequence },
    { weight: 1, arbitrary: withScene(conflicts) },
    { weight: 1, arbitrary: withScene(neighbours) },
);

function withScene(scene: fc.Arbitrary<Scene>): fc.Arbitrary<Sequence> {
    return fc.tuple(anySequence, scene).map(([{ environment, slots }, { options, limits, actions }]) => {
        const assignments = slots.assignments.map((slot, place) => ({
            ...slot,
            present: slot.present || place === 0,
            project: 0 as const,
            limits: limits[place] ?? ("default" as const),
        }));
        return {
            environment: { ...environment, options: { ...environment.options, ...options } },
            slots: { ...slots, assignments },
            actions,
        };
    });
}
