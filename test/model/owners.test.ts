import { expect } from "chai";
import type { Harness } from "../harness/harness";
import { failuresOf, type RunReport } from "../harness/runReport";
import type { Declaration, Program } from "../harness/stackState";
import { changes } from "./rules/lookingChangesNothing";
import {
    accountsOf,
    assignmentOf,
    bindingOf,
    type Cast,
    deviceIdOf,
    inOrder,
    makeCast,
    membersOf,
    unassignedSince,
} from "./world/cast";
import { permutations } from "./world/permutations";

/** Who declares what: `"Alpha m0 m1"` is an assignment of two members, `"0 room0"` a binding of a device. */
type Cards = Readonly<Record<string, string>>;

const moves: Readonly<Record<string, readonly [before: Cards, after: Cards]>> = {
    "a member moves": [
        { a: "Alpha m0 m1", b: "Alpha m2" },
        { a: "Alpha m0", b: "Alpha m1 m2" },
    ],
    "two swap their members": [
        { a: "Alpha m0", b: "Alpha m1" },
        { a: "Alpha m1", b: "Alpha m0" },
    ],
    "three pass their members on": [
        { a: "Alpha m0", b: "Alpha m1", c: "Alpha m2" },
        { a: "Alpha m1", b: "Alpha m2", c: "Alpha m0" },
    ],
    "a new one takes a member over": [{ a: "Alpha m0 m1" }, { a: "Alpha m0", b: "Alpha m1" }],
    "one inherits all of another": [{ a: "Alpha m0", b: "Alpha m1" }, { b: "Alpha m0 m1" }],
    "one is renamed": [{ a: "Alpha m0 m1" }, { b: "Alpha m0 m1" }],
    "one is split into two new ones": [{ a: "Alpha m0 m1" }, { b: "Alpha m0", c: "Alpha m1" }],
    "one goes to another project and leaves its member": [
        { a: "Alpha m0", b: "Alpha m1" },
        { a: "Beta m0", b: "Alpha m0 m1" },
    ],
    "two swap their projects": [
        { a: "Alpha m0", b: "Beta m1" },
        { a: "Beta m1", b: "Alpha m0" },
    ],
    "two swap their devices": [
        { a: "0 room0", b: "1 room1" },
        { a: "1 room0", b: "0 room1" },
    ],
    "two swap their devices, which keep their accounts": [
        { a: "0 room0", b: "1 room1" },
        { a: "1 room1", b: "0 room0" },
    ],
    "three pass their devices on": [
        { a: "0 room0", b: "1 room1", c: "2 room2" },
        { a: "1 room0", b: "2 room1", c: "0 room2" },
    ],
    "two swap their accounts": [
        { a: "0 room0", b: "1 room1" },
        { a: "0 room1", b: "1 room0" },
    ],
    "a binding is renamed": [{ a: "0 room0" }, { b: "0 room0" }],
    "a new one takes the device of one that moves on": [{ a: "0 room0" }, { a: "1 room0", b: "0 room1" }],
};

// The strictest answers to what is undocumented.
const strict = { assignExisting: "fail", unassignMissing: "fail", assignOverExisting: "conflict" } as const;

describe("owners that change within one up", () => {
    for (const [title, [before, after]] of Object.entries(moves)) {
        it(`${title}, in every order`, async () => {
            for (const order of permutations(Object.keys(after))) {
                for (const parallel of [1, 8]) {
                    for (const options of [{}, strict, { ...strict, jobDurationMs: 2_000 }]) {
                        const told = `${order} at ${parallel} with ${JSON.stringify(options)}`;
                        const cast = makeCast({ projects: ["Alpha", "Beta"], devices: 3 }, options);
                        await playMove(cast, { before, after, order, parallel }, told);
                    }
                }
            }
        });
    }

    it("waits for a new owner that registers long after the old one", async () => {
        const cast = makeCast({ projects: ["Alpha", "Beta"] });
        const { emulator } = cast;
        const crowd = Object.fromEntries(
            Array.from({ length: 30 }, (_, n) => [`crowd${n}`, assignmentOf(emulator, "Beta", [`n${n}`])]),
        );
        const stack = cast.newStack();
        const first = { a: toDeclaration(cast, "Alpha m0 m1"), ...crowd, b: toDeclaration(cast, "Alpha m2") };
        assertOk(await stack.up(first), "before");
        const jobs = emulator.state().jobs.length;
        const second = { a: toDeclaration(cast, "Alpha m0"), ...crowd, b: toDeclaration(cast, "Alpha m1 m2") };
        // Leaves the program in its order, with the longest pauses.
        assertOk(await stack.up(second, { order: () => 1 - Number.EPSILON }), "after");
        expect(unassignedSince(emulator, jobs)).to.deep.equal([]);
        expect(membersOf(emulator, "Alpha")).to.deep.equal(["m0", "m1", "m2"]);
    });
});

interface Move {
    before: Cards;
    after: Cards;
    order: readonly string[];
    parallel: number;
}

async function playMove(cast: Cast, { before, after, order, parallel }: Move, told: string): Promise<void> {
    const stack = cast.newStack();
    assertOk(await stack.up(toProgram(cast, before), { parallel }), `before ${told}`);
    const { jobs, requests } = cast.emulator.state();
    const program = inOrder(toProgram(cast, after), order);
    assertOk(await stack.up(program, { parallel }), told);
    expect(held(cast), told).to.have.members(Object.values(after).flatMap(thingsOf));
    assertKept(cast, { before, after, jobs: jobs.length, requests: requests.length }, told);
    await assertStill(cast, stack, program, told);
    assertOk(await stack.destroy({ parallel }), told);
    expect(held(cast), told).to.deep.equal([]);
}

/** Nothing that was there before and is declared afterwards was taken away in between. */
function assertKept(
    { emulator }: Cast,
    { before, after, jobs, requests }: Pick<Move, "before" | "after"> & { jobs: number; requests: number },
    told: string,
): void {
    const was = Object.values(before).flatMap(thingsOf);
    const staying = Object.values(after)
        .flatMap(thingsOf)
        .filter((thing) => was.includes(thing));
    const unbound = emulator
        .state()
        .requests.slice(requests)
        .flatMap(({ path }) => /Identities\/([^/]+)\/unassignResourceAccount/.exec(path)?.[1] ?? []);
    const kept = staying.filter((thing) => unbound.includes(deviceIdOf(Number(thing.split(" ")[0]))));
    expect(kept, told).to.deep.equal([]);
    expect(
        unassignedSince(emulator, jobs).filter((thing) => staying.includes(thing)),
        told,
    ).to.deep.equal([]);
}

/** Another up changes nothing; at most it forgets what it was still to hand over. */
async function assertStill({ emulator }: Cast, stack: Harness, program: Program, told: string): Promise<void> {
    const { requests } = emulator.state();
    assertOk(await stack.up(program), told);
    const report = await stack.up(program);
    expect(emulator.state().requests.slice(requests.length).filter(changes), told).to.deep.equal([]);
    expect(
        report.steps.map(({ op }) => op),
        told,
    ).to.deep.equal(report.steps.map(() => "same"));
}

function held({ emulator }: Cast): string[] {
    const members = ["Alpha", "Beta"].flatMap((project) =>
        membersOf(emulator, project).map((member) => `${project} ${member}`),
    );
    const devices = Object.entries(accountsOf(emulator)).map(([device, account]) => `${device} ${account}`);
    return [...members, ...devices];
}

function thingsOf(card: string): string[] {
    const [place, ...things] = card.split(" ");
    return things.map((thing) => `${place} ${thing}`);
}

function toProgram(cast: Cast, cards: Cards): Program {
    return Object.fromEntries(Object.entries(cards).map(([name, card]) => [name, toDeclaration(cast, card)]));
}

function toDeclaration({ emulator }: Cast, card: string): Declaration {
    const [place = "", ...things] = card.split(" ");
    return /^\d+$/.test(place)
        ? bindingOf(emulator, Number(place), things[0] ?? "")
        : assignmentOf(emulator, place, things);
}

function assertOk(report: RunReport, told: string): void {
    expect(failuresOf(report), told).to.deep.equal([]);
    expect(report.ok, told).to.equal(true);
}
