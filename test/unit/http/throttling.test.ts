import { expect } from "chai";
import { DeadlineError } from "#provider/core/errors";
import { type SeenRequest, type Step, scriptedTransport } from "../support/scriptedTransport";
import { errorOf, testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

describe("send, throttled", () => {
    /** Takes `perWindow` requests in each 10 s and throttles the others. */
    function window(clock: { elapsedInMs: number }, perWindow: number, headers: Record<string, string>) {
        const counts = new Map<number, number>();
        return (): Step => {
            const index = Math.floor(clock.elapsedInMs / 10_000);
            counts.set(index, (counts.get(index) ?? 0) + 1);
            const isOver = (counts.get(index) ?? 0) > perWindow;
            return isOver ? { status: 429, headers, afterInMs: 50 } : { status: 200, body: {}, afterInMs: 50 };
        };
    }

    it("pauses the origin once for everybody, and does not stampede after it", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, window(clock, 40, { "Retry-After": "10" }));
        const { send } = testClient(clock, { transport });
        await Promise.all(Array.from({ length: 100 }, () => send()));
        const inPause = transport.seen
            .filter(({ at }) => at - (transport.seen[0]?.at ?? 0) > 50)
            .filter(({ at }) => at < clock.now() - 25_000);
        expect(inPause).to.deep.equal([]);
        // 100 answers, the 60 that were throttled at first, and fewer than 32 more: a window that closes while they grow.
        expect(transport.seen.length).to.be.at.most(100 + 60 + 32);
        expect(clock.elapsedInMs).to.be.at.most(31_000);
    });

    it("pauses POSTs for what a GET was told, but no other origin", async () => {
        const clock = virtualClock();
        const isFirst = (request: SeenRequest) => request.method === "GET" && request.at === transport.seen[0]?.at;
        const transport = scriptedTransport(clock, (request) =>
            isFirst(request) ? { status: 503, headers: { "Retry-After": "20" } } : { status: 200, body: {} },
        );
        const { send } = testClient(clock, { transport });
        const startedAt = clock.now();
        const get = send();
        await clock.sleep(1_000);
        const elsewhere = await send({ origin: "https://fabrikam.test", path: "/elsewhere" }).then(
            () => clock.elapsedInMs,
        );
        await Promise.all([get, send({ method: "POST", path: "/post" })]);
        const at = (path: string) => (transport.seen.find(({ url }) => url.endsWith(path))?.at ?? 0) - startedAt;
        expect(elsewhere).to.equal(1_000);
        expect(at("/post")).to.equal(20_000);
    });

    it("tells those who never got to send what held them back", async () => {
        const clock = virtualClock();
        const body = { error: { code: "TooManyRequests", message: "Slow down." } };
        const transport = scriptedTransport(clock, [{ status: 429, headers: { "Retry-After": "300" }, body }]);
        const { send } = testClient(clock, { transport });
        const errors = await Promise.all([1, 2].map(() => errorOf(send({ deadlineInMs: 30_000 }), DeadlineError)));
        for (const { message } of errors) {
            expect(message).to.contain("429 TooManyRequests: Slow down.");
        }
        expect(clock.elapsedInMs).to.equal(28_000);
    });

    it("keeps polls within the origin's budget and lets other GETs go at once", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ status: 200, body: {} }]);
        const { send } = testClient(clock, { transport, getsPerMinute: 10 });
        const polls = Promise.all(Array.from({ length: 10 }, () => send({ budgeted: true })));
        await send().then(() => expect(clock.elapsedInMs).to.equal(0));
        await send({ budgeted: true, origin: "https://fabrikam.test" }).then(() =>
            expect(clock.elapsedInMs).to.equal(0),
        );
        await polls;
        expect(clock.elapsedInMs).to.be.within(59_000, 70_000);
    });
});
