import { expect } from "chai";
import fc from "fast-check";
import type { EmulatorOptions } from "#emulator/options";
import type { Harness } from "../harness/harness";
import { failuresOf } from "../harness/runReport";
import type { Program } from "../harness/stackState";
import { act } from "./player/person";
import { usualSeed } from "./randomSequences";
import { faultArbitrary } from "./sequence/faultArbitrary";
import { assignmentOf, bindingOf, type Cast, makeCast, membersOf, unassignedSince } from "./world/cast";
import { subset } from "./world/subset";
import { memberNames, projects } from "./world/universe";

const seed = Number(process.env.MODEL_SEED ?? usualSeed);
const rounds = 60;

// The stacks own members of their own; those of the small world are a person's.
const ofFirst = ["x0", "x1", "x2", "x3"];
const ofSecond = ["y0", "y1", "y2", "y3"];
const ofPerson = memberNames.slice(0, 4);
const [{ name: project }] = projects;

describe("two writers on one project", function () {
    this.timeout(600_000);

    it(`reach what each declares, and touch nothing of the other's or of a person's (${rounds}, MODEL_SEED=${seed})`, async () => {
        const numRuns = rounds;
        await fc.assert(fc.asyncProperty(environment, fc.array(turn, { minLength: 1, maxLength: 4 }), play), {
            seed,
            numRuns,
        });
    });

    it("find again by refresh what a person took from one of them while both ran", async () => {
        const cast = makeCast({ projects: [project] }, { jobDurationMs: 5_000 });
        const [first, second] = [cast.newStack(), cast.newStack()];
        const program = { first: assignmentOf(cast.emulator, project, ["m0", "x0"]) };
        await first.up(program);
        await Promise.all([
            second.up({ second: assignmentOf(cast.emulator, project, ["y0"]) }),
            cast.clock.sleep(500).then(() => act(cast.emulator, { deed: "unassign", project: 0, member: 0 })),
        ]);
        expect(membersOf(cast.emulator, project)).to.deep.equal(["x0", "y0"]);
        await first.refresh();
        await first.up(program);
        expect(membersOf(cast.emulator, project)).to.deep.equal(["m0", "x0", "y0"]);
    });
});

describe("two resources of one stack that claim the same", () => {
    for (const operation of ["preview", "up"] as const) {
        it(`member are refused in ${operation}, which names both and sends nothing`, async () => {
            const { emulator, newStack } = makeCast({ projects: [project] });
            const claims = {
                one: assignmentOf(emulator, project, ["m0"]),
                two: assignmentOf(emulator, project, ["m0"]),
            };
            const told = failuresOf(await newStack()[operation](claims, { parallel: 1 })).join("\n");
            expect(told).to.include('"one"').and.to.include('"two"').and.to.include("accounts/m0");
            expect(emulator.state().jobs.flatMap(({ kind }) => kind)).to.not.include("unassign");
            expect(membersOf(emulator, project)).to.have.length.at.most(operation === "up" ? 1 : 0);
        });

        it(`device are refused in ${operation}, which names both`, async () => {
            const { emulator, newStack } = makeCast({ projects: [], devices: 1 });
            const claims = { one: bindingOf(emulator, 0, "room0"), two: bindingOf(emulator, 0, "room1") };
            const told = failuresOf(await newStack()[operation](claims)).join("\n");
            expect(told).to.include('"one"').and.to.include('"two"').and.to.include("000000000000");
        });
    }
});

/** What both stacks and a person do at once. */
interface Turn {
    /** Which members each stack declares from now on, as bits; none destroys it. */
    first: number;
    second: number;
    /** What the person assigns or unassigns, and when. */
    deeds: readonly { member: number; assign: boolean; afterInMs: number }[];
    /** What goes wrong meanwhile. */
    faults: Parameters<Cast["emulator"]["setFaults"]>[0];
}

const turn: fc.Arbitrary<Turn> = fc.record({
    first: fc.nat(15),
    second: fc.nat(15),
    deeds: fc.array(fc.record({ member: fc.nat(3), assign: fc.boolean(), afterInMs: fc.nat(4_000) }), { maxLength: 3 }),
    faults: fc.oneof(fc.constant([]), fc.array(faultArbitrary, { maxLength: 2 })),
});

const environment: fc.Arbitrary<Partial<EmulatorOptions> & { seed: number }> = fc.record({
    seed: fc.nat(0xffff),
    jobDurationMs: fc.constantFrom(0, 700, 5_000),
    listDelayMs: fc.constantFrom(0, 0, 2_000),
    pageSize: fc.constantFrom(100, 2),
    concurrentJobs: fc.constantFrom("queue", "conflict", "parallel"),
    assignExisting: fc.constantFrom("ok", "fail"),
    unassignMissing: fc.constantFrom("ok", "fail"),
});

async function play({ seed: ofCast, ...options }: Partial<EmulatorOptions> & { seed: number }, turns: readonly Turn[]) {
    const cast = makeCast({ projects: [project], seed: ofCast }, options);
    const [first, second] = [cast.newStack(), cast.newStack()];
    for (const current of turns) {
        const jobs = cast.emulator.state().jobs.length;
        const owners = { first, second };
        const before = membersOf(cast.emulator, project);
        await playTurn(cast, owners, current);
        const declared = [...subset(ofFirst, current.first), ...subset(ofSecond, current.second)];
        const staying = declared.filter((member) => before.includes(member)).map((member) => `${project} ${member}`);
        expect(unassignedSince(cast.emulator, jobs).filter((thing) => staying.includes(thing))).to.deep.equal([]);
        const ofStacks = membersOf(cast.emulator, project).filter(
            (member) => !ofPerson.some((name) => name === member),
        );
        expect(ofStacks).to.deep.equal(declared.sort());
    }
}

async function playTurn(cast: Cast, owners: Record<"first" | "second", Harness>, { deeds, faults, ...wanted }: Turn) {
    const { emulator, clock } = cast;
    const persons = new Set(membersOf(emulator, project).filter((member) => ofPerson.some((name) => name === member)));
    const people = deeds.map(async ({ member, assign, afterInMs }) => {
        await clock.sleep(afterInMs);
        act(emulator, { deed: assign ? "assign" : "unassign", project: 0, member, region: 0 });
        persons[assign ? "add" : "delete"](memberNames[member] ?? "");
    });
    emulator.setFaults(faults.filter(({ action }) => action.jobStatus === undefined && action.status !== 404));
    const programs = {
        first: programOf(cast, "first", subset(ofFirst, wanted.first)),
        second: programOf(cast, "second", subset(ofSecond, wanted.second)),
    };
    await Promise.all([owners.first.up(programs.first), owners.second.up(programs.second), ...people]);
    emulator.setFaults([]);
    await clock.sleep(60_000);
    const reports = await Promise.all([owners.first.up(programs.first), owners.second.up(programs.second)]);
    expect(reports.flatMap(failuresOf)).to.deep.equal([]);
    await clock.sleep(60_000);
    const left = membersOf(emulator, project).filter((member) => ofPerson.some((name) => name === member));
    expect(left).to.deep.equal([...persons].sort());
}

function programOf({ emulator }: Cast, name: string, members: readonly string[]): Program {
    return members.length > 0 ? { [name]: assignmentOf(emulator, project, members) } : {};
}
