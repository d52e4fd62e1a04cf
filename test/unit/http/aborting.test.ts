import { expect } from "chai";
import { AbortedError } from "#provider/core/errors";
import { type Step, scriptedTransport } from "../support/scriptedTransport";
import { errorOf, testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

describe("send, aborted", () => {
    const steps: [title: string, step: Step][] = [
        ["while it waits for the answer", { hang: true }],
        ["while it waits to repeat", { status: 500 }],
        ["while the origin pauses", { status: 429, headers: { "Retry-After": "60" } }],
    ];
    for (const [title, step] of steps) {
        it(`stops at once ${title}, and sends nothing more`, async () => {
            const clock = virtualClock();
            const abort = new AbortController();
            const transport = scriptedTransport(clock, [step]);
            const sent = errorOf(testClient(clock, { transport }).send({ signal: abort.signal }), AbortedError);
            await clock.sleep(100);
            abort.abort();
            const error = await sent;
            expect(error.message).to.equal("Doing it was stopped: the operation was cancelled.");
            expect(clock.elapsedInMs).to.equal(100);
            await clock.sleep(3_600_000);
            expect(transport.seen).to.have.length(1);
        });
    }

    it("sends nothing when aborted before, and passes the user's own error on", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ status: 200 }]);
        const reason = new AbortedError("EngineGone", "The engine is gone.");
        const sent = testClient(clock, { transport }).send({ signal: AbortSignal.abort(reason) });
        expect(await errorOf(sent, AbortedError)).to.equal(reason);
        expect(transport.seen).to.deep.equal([]);
    });
});
