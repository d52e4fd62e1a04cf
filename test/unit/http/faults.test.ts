import { expect } from "chai";
import { AmbiguousError, DeadlineError, ServiceError } from "#provider/core/errors";
import { nodeFetchTransport } from "#provider/http/transport";
import { answer, type ScriptedServer, scriptedServer } from "../support/scriptedServer";
import { errorOf, testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";
import { faultCases } from "./faults";

const hourInMs = 3_600_000;
const isOk = (body: unknown) => (body as { ok?: unknown } | undefined)?.ok === true;

/** How long, by the wall, something must not have moved to count as hanging; where it is meant to, each costs as much. */
const hangInMs = 25;
const otherwiseInMs = 2_000;

const clock = virtualClock();
const options = { clock, transport: clock.watch(nodeFetchTransport), requestTimeoutInMs: 300_000 };
const throttlings: Record<string, string>[] = [
    {},
    { "Retry-After": "2" },
    { "Retry-After": "0" },
    { "Retry-After": "garbage" },
];

describe("send, against a server with faults", () => {
    let server: ScriptedServer | undefined;

    beforeEach(function () {
        clock.patienceInMs = /hang/.test(this.currentTest?.title ?? "") ? hangInMs : otherwiseInMs;
        this.currentTest?.timeout(600_000);
    });

    afterEach(async () => {
        await server?.close();
        server = undefined;
    });

    for (const { title, fault, get, post } of faultCases) {
        for (const [method, expected] of [
            ["GET", get],
            ["POST", post],
        ] as const) {
            it(`${method}, ${title}: ${typeof expected === "number" ? "refused" : expected}`, async () => {
                server = await scriptedServer([fault, answer(200, { ok: true })]);
                const request = {
                    method,
                    origin: server.url,
                    deadlineInMs: hourInMs,
                    validate: isOk,
                    body: method === "POST" ? {} : undefined,
                };
                const sent = testClient(clock, options).send(request);
                if (expected === "ambiguous") {
                    await errorOf(sent, AmbiguousError);
                } else if (typeof expected === "number") {
                    expect(await errorOf(sent, ServiceError)).to.have.property("statusCode", expected);
                } else {
                    expect((await sent).status).to.equal(200);
                }
                expect(server.requests).to.have.length(expected === "recovers" ? 2 : 1);
            });
        }
    }

    const lasting = faultCases.filter(
        ({ get, title }) => get === "recovers" && !["401 once", "50 MB body"].includes(title),
    );
    for (const { title, fault } of lasting) {
        it(`GET, ${title}, for ever: the deadline reports it`, async () => {
            server = await scriptedServer([fault]);
            const sent = testClient(clock, options).send({ origin: server.url, deadlineInMs: 60_000, validate: isOk });
            const error = await errorOf(sent, DeadlineError);
            expect(error.lastError).to.be.instanceOf(Error);
            expect(error.message).to.match(/^Doing it failed: no success within \d+ s: .+ Run it again/);
        });
    }

    it("GET, 401 for ever: renews the token once, then it is definite", async () => {
        server = await scriptedServer([answer(401, { error: { code: "Unauthorized", message: "Bad token." } })]);
        const { send, renewals } = testClient(clock, options);
        const error = await errorOf(send({ origin: server.url }), ServiceError);
        expect(error.message).to.equal("Doing it failed: 401 Unauthorized: Bad token.");
        expect(server.requests.map(({ headers }) => headers.authorization)).to.deep.equal([
            "Bearer token-1",
            "Bearer token-2",
        ]);
        expect(renewals).to.deep.equal(["token-1"]);
    });

    for (const headers of throttlings) {
        for (const method of ["GET", "POST"] as const) {
            it(`${method}, ten 429 in a row with ${JSON.stringify(headers)}`, async () => {
                server = await scriptedServer([...Array(10).fill(answer(429, undefined, headers)), answer(200, {})]);
                const { send } = testClient(clock, options);
                await send({ method, origin: server.url, deadlineInMs: hourInMs });
                expect(server.requests).to.have.length(11);
            });
        }
    }

    for (const method of ["GET", "POST"] as const) {
        it(`${method}, connection refused at first`, async () => {
            const closed = await scriptedServer([answer(200, {})]);
            await closed.close();
            const port = Number(new URL(closed.url).port);
            let isRestarted = false;
            const say = () => {
                if (!isRestarted) {
                    isRestarted = true;
                    void clock.hold(
                        scriptedServer([answer(200, {})], port).then((started) => {
                            server = started;
                        }),
                    );
                }
            };
            const { send } = testClient(clock, { ...options, say });
            expect((await send({ method, origin: closed.url, deadlineInMs: hourInMs })).status).to.equal(200);
            expect(server?.requests).to.have.length(1);
        });
    }

    it("names a redirect's host and sends nothing there", async () => {
        const elsewhere = await scriptedServer([answer(200, {})]);
        server = await scriptedServer([answer(307, undefined, { Location: `${elsewhere.url}/x` })]);
        const error = await errorOf(
            testClient(clock, options).send({ origin: server.url, method: "POST" }),
            ServiceError,
        );
        await elsewhere.close();
        expect(error.message).to.contain(`a redirect to ${new URL(elsewhere.url).host}, which is not followed`);
        expect(elsewhere.requests).to.deep.equal([]);
    });

    it("uses a fresh connection for each POST and keeps those of GETs", async () => {
        server = await scriptedServer([answer(200, {})]);
        const { send } = testClient(clock, options);
        await send({ method: "POST", origin: server.url });
        await send({ origin: server.url });
        expect(server.requests.map(({ headers }) => headers.connection)).to.deep.equal(["close", "keep-alive"]);
    });
});
