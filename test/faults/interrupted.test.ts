import { expect } from "chai";
import { type FrontEndName, frontEndNames } from "../harness/frontEnds/frontEnds";
import { combinations } from "./support/combinations";
import { type Disturbance, disturbance } from "./support/disturbance";
import { type LifeVerb, lifeOf, lifeVerbs } from "./support/life";
import { deviceId } from "./support/programs";

const jobDurationMs = 20_000;
/** The service's strictest answers: nothing may be assigned or unassigned twice. */
const strict = { assignExisting: "fail", unassignMissing: "fail" } as const;
const longestStopInMs = 6_000;
let interruptions = 0;

describe("operations that are asked to stop, at each request", () => {
    after(() => console.log(`      interruptions tried and converged from: ${interruptions}`));

    for (const { frontEnd, verb } of combinations({ frontEnd: frontEndNames, verb: lifeVerbs })) {
        it(`${verb}, with the ${frontEnd} front end: ends within seconds, and the next run goes on without doing anything twice`, async () => {
            let number = 0;
            while (await interruptAt(verb, number, frontEnd)) {
                number += frontEnd === "plugin" ? 3 : 1;
                interruptions += 1;
            }
            expect(number, "requests at which it was interrupted").to.be.at.least(5);
        }).timeout(600_000);
    }
});

/** Interrupts at one request, goes on, and checks; false when there is no such request. */
async function interruptAt(verb: LifeVerb, number: number, frontEnd: FrontEndName): Promise<boolean> {
    const stack = disturbance(strict, frontEnd);
    const { bench, harness } = stack;
    const where = `${verb}, interrupted at request ${number}`;
    const life = lifeOf(stack, { timeouts: undefined });
    await life.prepare(verb);
    bench.emulator.setOptions({ jobDurationMs });
    const stoppedAfterInMs = await stack.strikeAt(
        number,
        (process) => process?.interrupt(),
        (options) => life.perform(verb, options),
    );
    await bench.clock.sleep(jobDurationMs);
    bench.emulator.setOptions({ jobDurationMs: 0 });
    if (stoppedAfterInMs !== undefined) {
        expect(stoppedAfterInMs, where).to.be.at.most(longestStopInMs);
    }
    await life.expectToConverge(verb, where);
    expectNothingTwice(stack, where);
    expect(bench.account(deviceId(0)), where).to.equal(undefined);
    expect(harness.state.resources, where).to.deep.equal({});
    return stoppedAfterInMs !== undefined;
}

function expectNothingTwice({ bench }: Disturbance, where: string): void {
    const refused = bench.emulator.state().jobs.filter(({ status }) => status !== "succeeded");
    expect(refused, `${where}: jobs that asked for what was so already`).to.deep.equal([]);
}
