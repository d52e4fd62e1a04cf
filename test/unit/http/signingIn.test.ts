import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { LanguageKeys } from "#provider/auth/secrets";
import { Deadline } from "#provider/core/deadline";
import { AuthError, DeadlineError, ServiceError } from "#provider/core/errors";
import { scriptedTransport } from "../support/scriptedTransport";
import { errorOf, testClient } from "../support/testClient";
import { virtualClock } from "../support/virtualClock";

const host = "contoso.cognitiveservices.azure.com";
const keyed = { auth: { scope: "scope", authorityHost: "authority", keyAllowed: true } };

describe("send, signing in", () => {
    const clock = virtualClock();
    const keys = () => new LanguageKeys({ config: JSON.stringify({ [host]: "language-key-1" }) });

    it("uses the key of the host where the request allows one", async () => {
        const transport = scriptedTransport(clock, [{ status: 200, body: {} }]);
        const { send } = testClient(clock, { transport, keys: keys() });
        await send(keyed);
        await send();
        await send({ ...keyed, origin: "https://fabrikam.cognitiveservices.azure.com" });
        const used = transport.seen.map(({ headers }) => headers["ocp-apim-subscription-key"] ?? headers.authorization);
        expect(used).to.deep.equal(["language-key-1", "Bearer token-1", "Bearer token-1"]);
        expect(transport.seen[0]?.headers).not.to.have.property("authorization");
        expect(transport.seen[1]?.headers).not.to.have.property("ocp-apim-subscription-key");
    });

    for (const status of [401, 403]) {
        for (const method of ["GET", "POST"] as const) {
            it(`${method}, falls back to Microsoft Entra when the key is refused with ${status}, and stays there`, async () => {
                const transport = scriptedTransport(clock, ({ headers }) =>
                    headers.authorization ? { status: 200, body: {} } : { status },
                );
                const { send } = testClient(clock, { transport, keys: keys() });
                await send({ ...keyed, method });
                await send({ ...keyed, method });
                const used = transport.seen.map(
                    ({ headers }) => headers["ocp-apim-subscription-key"] ?? headers.authorization,
                );
                expect(used).to.deep.equal(["language-key-1", "Bearer token-1", "Bearer token-1"]);
            });
        }
    }

    describe("a request that would rather have a token", () => {
        const unassign = { ...keyed, method: "POST", tokenFirst: true } as const;
        const refusal = () => Promise.reject(new AuthError("SignInFailed", "no way of signing in worked."));
        const isKeyed = ({ headers }: { headers: Record<string, string> }) => "ocp-apim-subscription-key" in headers;
        const usedBy = (transport: ReturnType<typeof scriptedTransport>) =>
            transport.seen.map(({ headers }) => headers["ocp-apim-subscription-key"] ?? headers.authorization);

        it("gets it, though there is a key", async () => {
            const transport = scriptedTransport(clock, [{ status: 202 }]);
            await testClient(clock, { transport, keys: keys() }).send(unassign);
            expect(usedBy(transport)).to.deep.equal(["Bearer token-1"]);
        });

        it("makes do with the key where no token can be had, and asks for one next time", async () => {
            const transport = scriptedTransport(clock, [{ status: 202 }]);
            let asked = 0;
            const getToken = () => {
                asked += 1;
                return refusal();
            };
            const { send } = testClient(clock, { transport, keys: keys(), tokens: { getToken } });
            await send(unassign);
            expect(asked).to.equal(1);
            await send(unassign);
            expect(usedBy(transport)).to.deep.equal(["language-key-1", "language-key-1"]);
            expect(asked).to.equal(2);
        });

        it("does not wait for ever for a token where there is a key", async () => {
            const transport = scriptedTransport(clock, [{ status: 202 }]);
            const tokens = {
                getToken: async ({ deadline }: { deadline: Deadline }) => {
                    await clock.sleep(deadline.remainingInMs());
                    throw new DeadlineError("no token in time.", undefined);
                },
            };
            const startedAt = clock.now();
            await testClient(clock, { transport, keys: keys(), tokens }).send(unassign);
            expect(usedBy(transport)).to.deep.equal(["language-key-1"]);
            expect(clock.now() - startedAt).to.be.within(10_000, 60_000);
        });

        it("is told why there is no token where there is no key either", async () => {
            const transport = scriptedTransport(clock, [{ status: 202 }]);
            const { send } = testClient(clock, { transport, tokens: { getToken: refusal } });
            expect((await errorOf(send(unassign), AuthError)).message).to.contain("no way of signing in worked");
            expect(transport.seen).to.have.length(0);
        });

        for (const status of [401, 403]) {
            it(`tries the key where its token is answered ${status}, for this request alone`, async () => {
                const transport = scriptedTransport(clock, (request) => ({ status: isKeyed(request) ? 202 : status }));
                const { send } = testClient(clock, { transport, keys: keys() });
                await send(unassign);
                const tokens = status === 401 ? ["Bearer token-1", "Bearer token-2"] : ["Bearer token-1"];
                expect(usedBy(transport)).to.deep.equal([...tokens, "language-key-1"]);
            });

            it(`fails for good where token and key are answered ${status}`, async () => {
                const transport = scriptedTransport(clock, [{ status }]);
                const { send } = testClient(clock, { transport, keys: keys() });
                expect((await errorOf(send(unassign), ServiceError)).statusCode).to.equal(status);
                expect(transport.seen).to.have.length(status === 401 ? 3 : 2);
            });
        }

        it("is not sent again with a key where its token is answered 400", async () => {
            const transport = scriptedTransport(clock, [{ status: 400 }]);
            const { send } = testClient(clock, { transport, keys: keys() });
            await errorOf(send(unassign), ServiceError);
            expect(usedBy(transport)).to.deep.equal(["Bearer token-1"]);
        });

        it("tells of the 400 that its key is answered, where still no token can be had", async () => {
            const transport = scriptedTransport(clock, [{ status: 400 }]);
            const { send } = testClient(clock, { transport, keys: keys(), tokens: { getToken: refusal } });
            expect((await errorOf(send(unassign), ServiceError)).statusCode).to.equal(400);
            expect(usedBy(transport)).to.deep.equal(["language-key-1"]);
        });

        it("gets a token where its key is answered 400 and one can be had by then", async () => {
            const transport = scriptedTransport(clock, (request) => ({ status: isKeyed(request) ? 400 : 202 }));
            let asked = 0;
            const getToken = () => {
                asked += 1;
                return asked === 1 ? refusal() : Promise.resolve("late");
            };
            const { send } = testClient(clock, { transport, keys: keys(), tokens: { getToken } });
            await send(unassign);
            expect(usedBy(transport)).to.deep.equal(["language-key-1", "Bearer late"]);
        });
    });

    it("POST, falls back to Microsoft Entra where a key is answered 400, and keeps the key for other requests", async () => {
        const transport = scriptedTransport(clock, ({ headers, method }) =>
            headers.authorization || method === "GET" ? { status: 200, body: {} } : { status: 400 },
        );
        const { send } = testClient(clock, { transport, keys: keys() });
        await send({ ...keyed, method: "POST" });
        await send(keyed);
        const used = transport.seen.map(({ headers }) => headers["ocp-apim-subscription-key"] ?? headers.authorization);
        expect(used).to.deep.equal(["language-key-1", "Bearer token-1", "language-key-1"]);
    });

    /** A client whose tokens are counted, as they are asked for. */
    const counted = (answer: () => Promise<string>, withKeys = false) => {
        let asked = 0;
        const getToken = () => {
            asked += 1;
            return answer();
        };
        const transport = scriptedTransport(clock, [{ status: 200, body: {} }]);
        const options = { transport, tokens: { getToken }, keys: withKeys ? keys() : undefined };
        const { client, send } = testClient(clock, options);
        const signInAhead = async () => {
            client.signInAhead({ ...keyed, origin: `https://${host}`, deadline: new Deadline(clock, 60_000) });
            // Long enough for all that happens by itself.
            for (let turn = 0; turn < 10; turn++) {
                await setImmediate();
            }
        };
        return { signInAhead, send, transport, asked: () => asked };
    };

    it("ahead of the first request, asks for a token once, and sends nothing", async () => {
        const { signInAhead, transport, asked } = counted(async () => "token");
        await Promise.all([signInAhead(), signInAhead(), signInAhead()]);
        expect(asked()).to.equal(1);
        expect(transport.seen).to.deep.equal([]);
    });

    it("ahead of a request that a key serves, asks for no token", async () => {
        const { signInAhead, asked } = counted(async () => "token", true);
        await signInAhead();
        expect(asked()).to.equal(0);
    });

    it("after the first request, has nothing to do ahead", async () => {
        const { signInAhead, send, asked } = counted(async () => "token");
        await send();
        const before = asked();
        await signInAhead();
        expect(asked()).to.equal(before);
    });

    it("ahead of a request, leaves what goes wrong to the request to tell", async () => {
        const { signInAhead, send } = counted(async () => {
            throw new AuthError("SignInFailed", "Nobody may sign in.");
        });
        await signInAhead();
        expect((await errorOf(send(), AuthError)).message).to.contain("Nobody may sign in.");
    });

    it("is refused for good when key and token are", async () => {
        const transport = scriptedTransport(clock, [{ status: 403 }]);
        await errorOf(testClient(clock, { transport, keys: keys() }).send(keyed), ServiceError);
        expect(transport.seen).to.have.length(2);
    });

    it("renews a token that was refused, once for all who use it", async () => {
        const transport = scriptedTransport(clock, ({ headers }) =>
            headers.authorization === "Bearer token-2" ? { status: 200, body: {} } : { status: 401 },
        );
        const { send, renewals } = testClient(clock, { transport });
        await Promise.all(Array.from({ length: 10 }, () => send()));
        expect(renewals).to.deep.equal(["token-1"]);
        expect(transport.seen).to.have.length(20);
    });

    it("signs in anew after a pause that the token did not outlive", async () => {
        const transport = scriptedTransport(clock, [
            { status: 429, headers: { "Retry-After": "120" } },
            { status: 200, body: {} },
        ]);
        const minute = () => Math.floor(clock.now() / 60_000);
        const tokens = { getToken: async () => `token of minute ${minute()}` };
        const { send } = testClient(clock, { transport, tokens });
        await Promise.all([send({ method: "POST" }), send({ method: "POST" })]);
        const last = transport.seen.at(-1);
        expect(last?.headers.authorization).to.equal(`Bearer token of minute ${minute()}`);
    });

    it("renews a token once more when others have answered since, and never twice in a row", async () => {
        const again = scriptedTransport(clock, [{ status: 401 }, { status: 429 }, { status: 401 }, { status: 200 }]);
        const client = testClient(clock, { transport: again });
        await client.send({ method: "POST" });
        expect(client.renewals).to.deep.equal(["token-1", "token-2"]);

        const inRow = scriptedTransport(clock, [{ status: 429 }, { status: 401 }, { status: 401 }, { status: 200 }]);
        await errorOf(testClient(clock, { transport: inRow }).send({ method: "POST" }), ServiceError);
        expect(inRow.seen).to.have.length(3);
    });

    it("says what was being done, and what came before, when signing in is impossible", async () => {
        const transport = scriptedTransport(clock, [{ status: 403 }]);
        const tokens = {
            getToken: () => Promise.reject(new AuthError("SignInFailed", "no way of signing in worked.")),
        };
        const error = await errorOf(testClient(clock, { transport, keys: keys(), tokens }).send(keyed), AuthError);
        expect(error.message).to.equal("Doing it failed: no way of signing in worked. Before that: 403 Forbidden.");
    });

    for (const status of [401, 403, 404]) {
        it(`says as whom the request was sent ${status === 404 ? "only where that matters, not" : ""} at ${status}`, async () => {
            const transport = scriptedTransport(clock, [{ status }]);
            const tokens = {
                getToken: async () => "token",
                identityOf: ({ scope }: { scope: string }) => `ann (for ${scope})`,
            };
            const hints = () => "Grant her a role.";
            const { message } = await errorOf(testClient(clock, { transport, tokens }).send({ hints }), ServiceError);
            const as = status === 404 ? "" : " It was sent as ann (for scope).";
            expect(message).to.match(/^Doing it failed: \d+ [A-Z]\w+( \w+)?\./);
            expect(message.endsWith(`.${as} Grant her a role.`), message).to.equal(true);
        });
    }

    it("says what was being done when no token came in time", async () => {
        const last = new Error("the token endpoint answered 503");
        const tokens = { getToken: () => Promise.reject(new DeadlineError("no token: 503.", last)) };
        const error = await errorOf(testClient(clock, { tokens }).send(), DeadlineError);
        expect(error.message).to.equal(
            "Doing it failed: no token: 503. Run it again when the service answers, or give it longer with `timeouts`.",
        );
        expect(error.lastError).to.equal(last);
    });
});
