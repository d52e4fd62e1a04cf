import { expect } from "chai";
import type { EmulatorOptions } from "#emulator/options";
import { failuresOf, type RunReport } from "../harness/runReport";
import type { Program } from "../harness/stackState";
import { changes } from "./rules/lookingChangesNothing";
import { accountsOf, assignmentOf, bindingOf, makeCast, membersOf } from "./world/cast";

const size = 100;
// The emulator ends a job with one of these badly.
const isBad = (number: number) => number % 20 === 7;
const memberOf = (number: number) => `${isBad(number) ? "bad" : "m"}${number}`;
const numbers = Array.from({ length: size }, (_, number) => number);
const good = numbers.filter((number) => !isBad(number));

const troubles: Readonly<Record<string, Parameters<ReturnType<typeof makeCast>["emulator"]["setFaults"]>[0]>> = {
    "all is well": [],
    "answers are lost": [
        { match: { path: ":assign" }, times: 2, action: { reset: "after" } },
        { match: { path: "assignResourceAccountToDevice|batch" }, times: 2, action: { reset: "after" } },
    ],
    "services throttle and fail": [
        { match: { method: "GET" }, times: 10, action: { status: 429 } },
        { match: { method: "POST" }, times: 10, action: { status: 503, headers: { "Retry-After": "2" } } },
        { match: { path: "/jobs/" }, times: 5, action: { status: 500 } },
    ],
};

describe("a hundred resources at once", function () {
    this.timeout(600_000);

    for (const parallel of [1, 8, 100]) {
        for (const [trouble, faults] of Object.entries(troubles)) {
            it(`share one project, ${parallel} at a time, where ${trouble}`, async () => {
                const { emulator, newStack } = makeCast(
                    { projects: ["Alpha"] },
                    { jobDurationMs: 1_000, pageSize: 30 },
                );
                const program = membersProgram(emulator, good);
                const stack = newStack();
                emulator.setFaults(faults);
                expect(failuresOf(await stack.up(program, { parallel }))).to.deep.equal([]);
                expect(membersOf(emulator, "Alpha")).to.have.members(good.map(memberOf));
                await assertNothingToDo(emulator, () => stack.up(program, { parallel }));
                emulator.setFaults(faults.map((fault) => ({ ...fault, match: { ...fault.match, path: "" } })));
                expect(failuresOf(await stack.destroy({ parallel }))).to.deep.equal([]);
                expect(membersOf(emulator, "Alpha")).to.deep.equal([]);
            });

            it(`bind a device each, ${parallel} at a time, where ${trouble}`, async () => {
                const { emulator, newStack } = makeCast({ projects: [], devices: size });
                const program = Object.fromEntries(
                    numbers.map((number) => [`binding${number}`, bindingOf(emulator, number, `room${number}`)]),
                );
                const stack = newStack();
                emulator.setFaults(faults);
                expect(failuresOf(await stack.up(program, { parallel }))).to.deep.equal([]);
                expect(accountsOf(emulator)).to.deep.equal(Object.fromEntries(numbers.map((n) => [n, `room${n}`])));
                await assertNothingToDo(emulator, () => stack.up(program, { parallel }));
                expect(failuresOf(await stack.destroy({ parallel }))).to.deep.equal([]);
                expect(accountsOf(emulator)).to.deep.equal({});
            });
        }

        for (const badMember of ["failed", "partiallyCompleted"] as const) {
            it(`get verdicts of their own, ${parallel} at a time, where a job with a bad member is ${badMember}`, async () => {
                await playVerdicts(parallel, { badMember });
                await playVerdicts(parallel, {
                    badMember,
                    assignExisting: "fail",
                    unassignMissing: "fail",
                    listDelayMs: 2_000,
                });
            });
        }
    }

    it("leave devices that are not there to those who declare them", async () => {
        const { emulator, newStack } = makeCast({ projects: [], devices: size / 2 });
        const program = Object.fromEntries(
            numbers.map((number) => [`binding${number}`, bindingOf(emulator, number, `room${number}`)]),
        );
        const report = await newStack().up(program, { parallel: size });
        const failed = report.steps.filter(({ failure }) => failure);
        expect(failed.map(({ name }) => Number(name.slice(7))).every((number) => number >= size / 2)).to.equal(true);
        expect(failed).to.have.length(size / 2);
        expect(Object.keys(accountsOf(emulator))).to.have.length(size / 2);
    });
});

/** Who fails is bad; who is good and had its turn is there, and in the state; without the bad ones up reaches the rest. */
async function playVerdicts(parallel: number, options: Partial<EmulatorOptions>): Promise<void> {
    const { emulator, clock, newStack } = makeCast({ projects: ["Alpha"] }, { jobDurationMs: 1_000, ...options });
    const stack = newStack();
    const report = await stack.up(membersProgram(emulator, numbers), { parallel });
    const namesOf = (failed: boolean) =>
        report.steps.filter(({ failure }) => (failure !== undefined) === failed).map(({ name }) => name);
    expect(namesOf(true).every((name) => name.startsWith("bad"))).to.equal(true);
    expect(namesOf(true)).to.have.length(parallel === size ? size - good.length : 1);
    expect(membersOf(emulator, "Alpha")).to.have.members(namesOf(false));
    const inState = Object.keys(stack.state.resources).filter((name) => !name.startsWith("bad"));
    expect(inState).to.have.members(namesOf(false));
    await clock.sleep(60_000);
    expect(failuresOf(await stack.up(membersProgram(emulator, good), { parallel }))).to.deep.equal([]);
    expect(membersOf(emulator, "Alpha")).to.have.members(good.map(memberOf));
    expect(failuresOf(await stack.destroy({ parallel }))).to.deep.equal([]);
    expect(membersOf(emulator, "Alpha")).to.deep.equal([]);
}

type Emulator = ReturnType<typeof makeCast>["emulator"];

function membersProgram(emulator: Emulator, chosen: readonly number[]): Program {
    return Object.fromEntries(
        chosen.map((number) => [memberOf(number), assignmentOf(emulator, "Alpha", [memberOf(number)])]),
    );
}

async function assertNothingToDo(emulator: Emulator, up: () => Promise<RunReport>): Promise<void> {
    const { length } = emulator.state().requests;
    const { steps } = await up();
    expect(new Set(steps.map(({ op }) => op))).to.deep.equal(new Set(["same"]));
    expect(emulator.state().requests.slice(length).filter(changes)).to.deep.equal([]);
}
