import { expect } from "chai";
import { Deadline } from "#provider/core/deadline";
import { SharedPause } from "#provider/http/sharedPause";
import { virtualClock } from "../support/virtualClock";

function setUp() {
    const clock = virtualClock();
    const pause = new SharedPause(clock, () => 1);
    const deadline = (durationInMs = 3_600_000, signal?: AbortSignal) => new Deadline(clock, durationInMs, signal);
    return { clock, pause, deadline };
}

describe("SharedPause", () => {
    it("lets everybody pass while nobody was throttled", async () => {
        const { clock, pause, deadline } = setUp();
        await Promise.all(Array.from({ length: 1_000 }, () => pause.enter(deadline())));
        expect(clock.elapsedInMs).to.equal(0);
    });

    it("holds everybody for as long as the origin asks", async () => {
        const { clock, pause, deadline } = setUp();
        pause.throttled(await pause.enter(deadline()), 20_000);
        const entered = await pause.enter(deadline());
        expect(clock.elapsedInMs).to.equal(20_000);
        pause.fine(entered);
    });

    it("pauses longer each time the origin does not say for how long", async () => {
        const { clock, pause, deadline } = setUp();
        const pausesInMs: number[] = [];
        for (let round = 0; round < 10; round++) {
            const before = clock.now();
            pause.throttled(await pause.enter(deadline()));
            pausesInMs.push(clock.now() - before);
        }
        expect(pausesInMs).to.deep.equal([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    });

    it("does not spin when the origin asks for no wait at all, again and again", async () => {
        const { clock, pause, deadline } = setUp();
        for (let round = 0; round < 100; round++) {
            pause.throttled(await pause.enter(deadline()), 0);
        }
        expect(clock.elapsedInMs).to.be.greaterThan(90_000);
    });

    it("counts those that were throttled together as one, and keeps the longest wait asked for", async () => {
        const { clock, pause, deadline } = setUp();
        const entries = await Promise.all(Array.from({ length: 50 }, () => pause.enter(deadline())));
        entries.forEach((entered, index) => {
            pause.throttled(entered, index === 30 ? 9_000 : undefined);
        });
        expect(pause.remainingInMs).to.equal(9_000);
        pause.throttled(await pause.enter(deadline()));
        expect(pause.remainingInMs).to.equal(1_000);
        expect(clock.elapsedInMs).to.equal(9_000);
    });

    it("lets one go first after a pause, and the rest gradually once it succeeded", async () => {
        const { clock, pause, deadline } = setUp();
        pause.throttled(await pause.enter(deadline()), 1_000);
        const startedAt: number[] = [];
        const request = async () => {
            const entered = await pause.enter(deadline());
            startedAt.push(clock.elapsedInMs);
            await clock.sleep(100);
            pause.fine(entered);
        };
        await Promise.all(Array.from({ length: 31 }, request));
        const counts = [1_000, 1_100, 1_200, 1_300, 1_400].map(
            (at) => startedAt.filter((start) => start === at).length,
        );
        expect(counts).to.deep.equal([1, 2, 4, 8, 16]);
    });

    it("lets the next go first when the first got no answer", async () => {
        const { clock, pause, deadline } = setUp();
        pause.throttled(await pause.enter(deadline()), 1_000);
        await pause.enter(deadline());
        const second = pause.enter(deadline());
        await clock.sleep(5_000);
        pause.unanswered();
        await second;
        expect(clock.elapsedInMs).to.equal(6_000);
    });

    it("is wide open again after enough successes", async () => {
        const { clock, pause, deadline } = setUp();
        pause.throttled(await pause.enter(deadline()), 1_000);
        for (let round = 0; round < 64; round++) {
            pause.fine(await pause.enter(deadline()));
        }
        await Promise.all(Array.from({ length: 1_000 }, () => pause.enter(deadline())));
        expect(clock.elapsedInMs).to.equal(1_000);
    });

    it("gives leave for a last try before the deadline, however long the pause", async () => {
        const { clock, pause, deadline } = setUp();
        pause.throttled(await pause.enter(deadline()), 300_000);
        await pause.enter(deadline(60_000));
        expect(clock.elapsedInMs).to.equal(58_000);
    });

    it("gives leave for a last try also to those who wait for the first to come back", async () => {
        const { clock, pause, deadline } = setUp();
        pause.throttled(await pause.enter(deadline()), 1_000);
        await pause.enter(deadline());
        await pause.enter(deadline(59_000));
        expect(clock.elapsedInMs).to.equal(58_000);
    });

    it("releases those who are aborted at once, with the signal's reason, and loses no turn", async () => {
        const { clock, pause, deadline } = setUp();
        const reason = new Error("gone");
        const abort = new AbortController();
        pause.throttled(await pause.enter(deadline()), 10_000);
        const aborted = pause.enter(deadline(3_600_000, abort.signal)).catch((error: unknown) => error);
        const patient = pause.enter(deadline());
        await clock.sleep(1_000);
        abort.abort(reason);
        expect(await aborted).to.equal(reason);
        expect(clock.elapsedInMs).to.equal(1_000);
        await patient;
        expect(clock.elapsedInMs).to.equal(10_000);
    });

    it("lets nobody in whose signal is aborted already", async () => {
        const { pause, deadline } = setUp();
        const reason = new Error("gone");
        const result = await pause.enter(deadline(1_000, AbortSignal.abort(reason))).catch((error: unknown) => error);
        expect(result).to.equal(reason);
    });

    it("leaves no timer behind when nobody waits any more", async () => {
        const { clock, pause, deadline } = setUp();
        const abort = new AbortController();
        pause.throttled(await pause.enter(deadline()), 300_000);
        const waiting = pause.enter(deadline(3_600_000, abort.signal)).catch(() => "aborted");
        await clock.sleep(1);
        abort.abort();
        expect(await waiting).to.equal("aborted");
        expect(clock.sleepers).to.equal(0);
    });
});
