import { expect } from "chai";
import type { CrashPoint } from "../harness/crashPoint";
import type { ProviderProcess } from "../harness/providerProcess";
import { type Disturbance, disturbance } from "./kinds/disturbance";
import { type Life, type LifeVerb, lifeOf, lifeVerbs, strikeAtEach } from "./support/life";
import { deviceId } from "./support/programs";

const jobDurationMs = 3_000;
/** The service's strictest answers: nothing may be assigned or unassigned twice. */
const strict = { assignExisting: "fail", unassignMissing: "fail" } as const;
let tried = 0;

/** Runs a verb in which something is killed at the request with a number; false when there is no such request. */
type Kill = (stack: Disturbance, life: Life, verb: LifeVerb, number: number) => Promise<boolean>;

const kills: Readonly<Record<string, Kill>> = {
    "the provider dies before it is sent": killProvider("before"),
    "the provider dies before it is answered": killProvider("after"),
    "the engine dies": killEngine,
};

function killProvider(moment: "before" | "after"): Kill {
    return async (_, life, verb, number) => {
        const crash: CrashPoint = { request: number, moment };
        return (await life.perform(verb, { crash })).crashed;
    };
}

/** The provider sees that its engine is gone, and sends nothing more; what it still answers nobody stores. */
async function killEngine({ harness, bench, strikeAt }: Disturbance, life: Life, verb: LifeVerb, number: number) {
    let stored = "";
    let sent = 0;
    const strike = (process: ProviderProcess | undefined) => {
        stored = JSON.stringify(harness.state);
        sent = bench.count(/./);
        process?.abandon();
    };
    const wentOnForMs = await strikeAt(number, strike, (options) => life.perform(verb, options));
    if (wentOnForMs === undefined) {
        return false;
    }
    // The request that was about to be sent was sent.
    expect(bench.count(/./), "requests after the engine was gone").to.be.at.most(sent + 1);
    harness.state = JSON.parse(stored);
    return true;
}

describe("processes that die, at each request", () => {
    after(() => console.log(`      deaths tried and converged from: ${tried}`));

    for (const [what, kill] of Object.entries(kills)) {
        for (const verb of lifeVerbs) {
            it(`${verb}, when ${what}: the next run goes on without doing anything twice`, async () => {
                tried += await strikeAtEach((number) => dieAt(kill, verb, number));
            }).timeout(600_000);
        }
    }
});

/** Lets it die at one request, and goes on; false when there is no such request. */
async function dieAt(kill: Kill, verb: LifeVerb, number: number): Promise<boolean> {
    const stack = disturbance(strict);
    const { bench, harness } = stack;
    const life = lifeOf(stack, { timeouts: undefined });
    await life.prepare(verb);
    bench.emulator.setOptions({ jobDurationMs });
    const hasDied = await kill(stack, life, verb, number);
    await bench.clock.sleep(jobDurationMs);
    bench.emulator.setOptions({ jobDurationMs: 0 });
    const where = `${verb}, died at request ${number}`;
    await life.expectToConverge(verb, where);
    const refused = bench.emulator.state().jobs.filter(({ status }) => status !== "succeeded");
    expect(refused, `${where}: jobs that asked for what was so already`).to.deep.equal([]);
    expect(bench.account(deviceId(0)), where).to.equal(undefined);
    expect(harness.state, where).to.deep.equal({ resources: {}, doomed: [] });
    return hasDied;
}
