import { expect } from "chai";
import { TokenMint } from "#emulator/identity/tokenMint";
import { failuresOf } from "../harness/runReport";
import { type Disturbance, disturbance } from "./kinds/disturbance";
import { type LifeVerb, lifeOf, lifeVerbs, strikeAtEach } from "./support/life";
import { deviceId, initialSeed } from "./support/programs";

const hourInMs = 3_600_000;
const jobDurationMs = 5_000;
let tried = 0;

/** What befalls the services; where it undoes what was done, only a refresh can tell. */
interface Mishap {
    strike(stack: Disturbance): void;
    undoes?: true;
}

/** By what is said of the services. */
const mishaps: Readonly<Record<string, Mishap>> = {
    "forget their jobs and tokens": {
        strike({ bench: { emulator } }) {
            emulator.world.jobs.clear();
            forgetTokens(emulator);
        },
    },
    "are as they were at first, without jobs and tokens": {
        strike({ bench: { emulator } }) {
            emulator.world.jobs.clear();
            emulator.putState(initialSeed);
            forgetTokens(emulator);
        },
        undoes: true,
    },
    "are empty for the rest of the run": {
        strike({ bench: { emulator } }) {
            emulator.reset();
            forgetTokens(emulator);
        },
        undoes: true,
    },
    "set their clock an hour ahead": {
        strike: ({ bench }) => void bench.emulator.setOptions({ clockOffsetMs: hourInMs }),
    },
    "set their clock an hour back": {
        strike: ({ bench }) => void bench.emulator.setOptions({ clockOffsetMs: -hourInMs }),
    },
};

/** A restarted service knows no token of before. */
function forgetTokens({ world }: Disturbance["bench"]["emulator"]): void {
    Object.assign(world, { mint: new TokenMint() });
}

describe("services that are restarted in the middle", () => {
    after(() => console.log(`      restarts and changed clocks tried and converged from: ${tried}`));

    for (const [what, mishap] of Object.entries(mishaps)) {
        for (const verb of lifeVerbs) {
            it(`${verb}, when at any request they ${what}`, async () => {
                tried += await strikeAtEach((number) => strikeAt(verb, number, mishap));
            }).timeout(600_000);
        }
    }

    it("forgets what an empty service can hold no more, by destroy alone", async () => {
        const { harness, bench, strikeAt: at } = disturbance({ jobDurationMs });
        const life = lifeOf({ harness, bench, strikeAt: at }, {});
        await life.prepare("delete");
        bench.emulator.reset();
        expect(failuresOf(await harness.destroy())).to.deep.equal([]);
        expect(harness.state.resources).to.deep.equal({});
    });
});

/**
 * An account that was lost between its binding and the look at it is like one that the tenant never shows: drift of such a
 * one cannot be seen, which the documentation tells, and only a new beginning binds it again.
 */
async function forgetUnseen({ harness }: Disturbance): Promise<void> {
    const { observedIn } = harness.state.resources.room0?.outputs ?? {};
    if (Array.isArray(observedIn) && observedIn.length === 0) {
        expect(failuresOf(await harness.destroy())).to.deep.equal([]);
    }
}

/** Lets it happen at one request, then runs again, hours later; false when there is no such request. */
async function strikeAt(verb: LifeVerb, number: number, { strike, undoes }: Mishap): Promise<boolean> {
    const stack = disturbance({ jobDurationMs });
    const { bench } = stack;
    const life = lifeOf(stack, {});
    await life.prepare(verb);
    const wentOnForMs = await stack.strikeAt(
        number,
        () => strike(stack),
        (options) => life.perform(verb, options),
    );
    await bench.clock.sleep(2 * hourInMs);
    if (Object.keys(bench.emulator.state().projects).length === 0) {
        bench.emulator.putState(initialSeed);
    }
    if (undoes) {
        await life.refresh();
        await forgetUnseen(stack);
    }
    const where = `${verb}, struck at request ${number}`;
    await life.expectToConverge(verb, where);
    expect(stack.harness.state.resources, where).to.deep.equal({});
    expect(bench.account(deviceId(0)), where).to.equal(undefined);
    return wentOnForMs !== undefined;
}
