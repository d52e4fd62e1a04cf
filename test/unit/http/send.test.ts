import { expect } from "chai";
import { AmbiguousError, ConnectionError, DeadlineError, ServiceError } from "#provider/core/errors";
import { type Step, scriptedTransport } from "../support/scriptedTransport";
import { errorOf, testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

describe("send", () => {
    it("resolves to status, headers, parsed body, request id and Retry-After", async () => {
        const clock = virtualClock();
        const headers = { "Apim-Request-Id": "abc", "Retry-After": "7", "Operation-Location": "https://x" };
        const transport = scriptedTransport(clock, [{ status: 200, headers, body: { value: [1] } }]);
        const answer = await testClient(clock, { transport }).send();
        expect(answer).to.include({ status: 200, requestId: "abc", retryAfterInMs: 7_000 });
        expect(answer.body).to.deep.equal({ value: [1] });
        expect(answer.header("operation-location")).to.equal("https://x");
        expect(transport.seen[0]?.headers).to.include({ authorization: "Bearer token-1", accept: "application/json" });
        expect(transport.seen[0]?.headers["user-agent"]).to.match(/^pulumi-azure-assignments\/\d+\.\d+\.\d+ /);
    });

    it("sends a POST's body as JSON and needs no body in the answer", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ status: 202, text: "<html>" }]);
        const answer = await testClient(clock, { transport }).send({ method: "POST", body: { a: "ä" } });
        expect(answer.body).to.equal(undefined);
        expect(transport.seen[0]?.body).to.equal('{"a":"ä"}');
        expect(transport.seen[0]?.headers["content-type"]).to.equal("application/json");
    });

    it("makes a broken body of a POST ambiguous where the body matters", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ status: 200, text: '{"responses":[' }]);
        const error = await errorOf(
            testClient(clock, { transport }).send({ method: "POST", body: {}, expectBody: true }),
            AmbiguousError,
        );
        expect(error.message).to.equal("Doing it may or may not have taken effect: the answer (200) is not JSON.");
        expect(transport.seen).to.have.length(1);
    });

    it("ends a definite refusal's sentence with the caller's hint", async () => {
        const clock = virtualClock();
        const body = { error: { code: "Forbidden", message: "No access." } };
        const transport = scriptedTransport(clock, [{ status: 403, headers: { "x-ms-request-id": "r1" }, body }]);
        const hints = (status: number, code?: string) => `Hint for ${status} ${code}.`;
        const error = await errorOf(testClient(clock, { transport }).send({ hints }), ServiceError);
        expect(error.message).to.equal(
            "Doing it failed: 403 Forbidden: No access. (request r1). Hint for 403 Forbidden.",
        );
        expect(error).to.include({ code: "Forbidden", statusCode: 403, requestId: "r1", serviceCode: "Forbidden" });
        expect(error.serviceMessage).to.equal("No access.");
        expect(error.stack).to.equal(error.message);
        expect(transport.seen).to.have.length(1);
    });

    it("reports the last real error at the deadline, after a last try", async () => {
        const clock = virtualClock();
        const body = { error: { code: "InternalServerError", message: "Broken." } };
        const transport = scriptedTransport(clock, [{ status: 500, body, headers: { "apim-request-id": "r9" } }]);
        const error = await errorOf(testClient(clock, { transport }).send({ deadlineInMs: 60_000 }), DeadlineError);
        expect(error.message).to.equal(
            "Doing it failed: no success within 58 s: 500 InternalServerError: Broken. (request r9). " +
                "Run it again when the service answers, or give it longer with `timeouts`.",
        );
        expect(error.lastError).to.be.instanceOf(ServiceError);
        expect(error).to.include({ code: "DeadlinePassed", statusCode: 500, requestId: "r9" });
        expect(transport.seen.at(-1)?.at).to.equal(clock.now());
    });

    it("sends nothing once the deadline has passed", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ status: 200, body: {} }]);
        await errorOf(testClient(clock, { transport }).send({ deadlineInMs: 0 }), DeadlineError);
        expect(transport.seen).to.deep.equal([]);
    });

    it("lets waits grow between repetitions, from half a second to half a minute", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ status: 502 }]);
        await errorOf(testClient(clock, { transport }).send({ deadlineInMs: 150_000 }), DeadlineError);
        const waits = transport.seen.slice(1).map(({ at }, index) => at - (transport.seen[index]?.at ?? 0));
        expect(waits.slice(0, 8)).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    });

    describe("tells what goes wrong while it goes on", () => {
        async function told(steps: Step[], requests = 1, deadlineInMs = 150_000): Promise<string[]> {
            const clock = virtualClock();
            const lines: string[] = [];
            const say = (line: string) => void lines.push(`${clock.elapsedInMs / 1000} s: ${line}`);
            const { send } = testClient(clock, { transport: scriptedTransport(clock, steps), say });
            await Promise.allSettled(Array.from({ length: requests }, () => send({ deadlineInMs })));
            return lines;
        }

        it("not when it is over soon", async () => {
            expect(await told([{ status: 502 }, { status: 502 }, { status: 200, body: {} }])).to.deep.equal([]);
        });

        it("after a while, and then once a minute, for all requests to the origin together", async () => {
            const line = "Doing it: no success yet (502 Bad Gateway). Retrying.";
            expect(await told([{ status: 502 }], 10)).to.deep.equal([`7.5 s: ${line}`, `91.5 s: ${line}`]);
        });

        it("at once where the service asks for a long pause", async () => {
            const throttled: Step = { status: 429, headers: { "Retry-After": "20" } };
            expect(await told([throttled, { status: 200, body: {} }])).to.deep.equal([
                "0 s: Doing it: no success yet (429 Too Many Requests). Retrying.",
            ]);
        });
    });

    describe("to a dead host", () => {
        const notFound: Step = { error: { code: "ENOTFOUND", syscall: "getaddrinfo" } };
        const refused: Step = { error: { code: "ECONNREFUSED", syscall: "connect" } };
        const lookup: Step = { error: { code: "EAI_AGAIN", syscall: "getaddrinfo" } };
        const clientOf = (steps: Parameters<typeof scriptedTransport>[1]) => {
            const clock = virtualClock();
            const transport = scriptedTransport(clock, steps);
            return { clock, transport, ...testClient(clock, { transport }) };
        };

        for (const method of ["GET", "POST"] as const) {
            it(`gives up after a minute (${method})`, async () => {
                const { clock, send } = clientOf([notFound, refused, notFound]);
                const failure = await errorOf(send({ method }), ConnectionError);
                expect(failure).to.have.property("code", "ENOTFOUND");
                expect(failure.message).to.contain("does not resolve (ENOTFOUND). Check the endpoint's spelling");
                expect(clock.elapsedInMs).to.be.within(60_000, 92_000);
            });
        }

        it("waits until the deadline where the resolver itself cannot be asked", async () => {
            const { clock, send } = clientOf([lookup]);
            await errorOf(send(), DeadlineError);
            expect(clock.elapsedInMs).to.be.within(590_000, 601_000);
        });

        it("waits on where anything else came between", async () => {
            const { send } = clientOf(({ at }) => (Math.floor(at / 20_000) % 2 === 0 ? notFound : { status: 502 }));
            await errorOf(send({ deadlineInMs: 300_000 }), DeadlineError);
        });

        it("does not make the next request wait again", async () => {
            const { clock, transport, send } = clientOf([notFound]);
            await errorOf(send(), ConnectionError);
            const [sent, elapsed] = [transport.seen.length, clock.elapsedInMs];
            await errorOf(send(), ConnectionError);
            expect([transport.seen.length, clock.elapsedInMs]).to.deep.equal([sent + 1, elapsed]);
        });

        it("looks anew after a while in which nobody asked", async () => {
            const { clock, send } = clientOf([notFound]);
            await errorOf(send(), ConnectionError);
            await clock.sleep(5 * 60_000);
            const before = clock.elapsedInMs;
            await errorOf(send(), ConnectionError);
            expect(clock.elapsedInMs - before).to.be.within(60_000, 92_000);
        });
    });

    it("shows nothing of a URL's query", async () => {
        const clock = virtualClock();
        const transport = scriptedTransport(clock, [{ error: { code: "ECONNRESET" } }]);
        const error = await errorOf(
            testClient(clock, { transport }).send({ path: "/x?$filter=secret", deadlineInMs: 5_000 }),
            DeadlineError,
        );
        expect(error.message).not.to.contain("secret");
        expect(JSON.stringify(error)).not.to.contain("secret");
    });
});
