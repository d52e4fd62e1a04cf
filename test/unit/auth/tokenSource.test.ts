import { expect } from "chai";
import type { CredentialFactory, IssuedToken } from "#provider/auth/credentialFactory";
import { createTokenSource } from "#provider/auth/tokenSource";
import { Deadline } from "#provider/core/deadline";
import { AuthError, DeadlineError, TransientSignInError } from "#provider/core/errors";
import type { TokenRequest } from "#provider/http/types";
import { errorOf } from "../support/testClient";
import { type VirtualClock, virtualClock } from "../support/virtualClock";

const hourInMs = 3_600_000;
const minuteInMs = 60_000;

type Issue = (count: number, clock: VirtualClock, signal: AbortSignal) => Promise<IssuedToken>;

const anHour: Issue = async (count, clock) => ({ token: `t${count}`, expiresOnTimestamp: clock.now() + hourInMs });

function setUp(issue: Issue = anHour) {
    const clock = virtualClock();
    const asked: string[] = [];
    const authorities: string[] = [];
    const createCredential: CredentialFactory = async (authorityHost) => {
        authorities.push(authorityHost);
        return {
            getToken: async (scope, signal) => {
                asked.push(scope);
                const count = asked.length;
                await clock.sleep(10);
                return issue(count, clock, signal);
            },
        };
    };
    const lines: string[] = [];
    const say = (line: string) => void lines.push(`${clock.elapsedInMs / 1000} s: ${line}`);
    const source = createTokenSource({ clock, random: () => 1, createCredential, say });
    const get = (changes: Partial<TokenRequest> & { deadlineInMs?: number; signal?: AbortSignal } = {}) => {
        const { deadlineInMs = hourInMs, signal, ...request } = changes;
        const deadline = new Deadline(clock, deadlineInMs, signal);
        return source.getToken({ scope: "s", authorityHost: "a", deadline, ...request });
    };
    const identityOf = (scope: string) => source.identityOf?.({ scope, authorityHost: "a" });
    return { clock, asked, authorities, lines, get, identityOf };
}

describe("createTokenSource", () => {
    it("asks once for ten creates at once", async () => {
        const { asked, get } = setUp();
        const tokens = await Promise.all(Array.from({ length: 10 }, () => get()));
        expect(new Set(tokens)).to.deep.equal(new Set(["t1"]));
        expect(asked).to.deep.equal(["s"]);
    });

    it("keeps scopes apart, but signs in once for each authority", async () => {
        const { asked, authorities, get } = setUp();
        await Promise.all([get(), get({ scope: "s2" }), get({ authorityHost: "b" })]);
        expect(asked).to.deep.equal(["s", "s2", "s"]);
        expect(authorities).to.deep.equal(["a", "b"]);
    });

    it("asks anew five minutes before a token of an hour ends, not before", async () => {
        const { clock, get } = setUp();
        await get();
        await clock.sleep(54 * minuteInMs);
        expect(await get()).to.equal("t1");
        await clock.sleep(minuteInMs);
        expect(await get()).to.equal("t2");
    });

    it("asks anew a tenth of its life before a short token ends", async () => {
        const { clock, get } = setUp(async (count, { now }) => ({
            token: `t${count}`,
            expiresOnTimestamp: now() + 10_000,
        }));
        await get();
        await clock.sleep(8_900);
        expect(await get()).to.equal("t1");
        await clock.sleep(200);
        expect(await get()).to.equal("t2");
    });

    it("does not ask for each request when the issuer's clock is an hour behind", async () => {
        const { asked, get } = setUp(async (count, { now }) => ({ token: `t${count}`, expiresOnTimestamp: now() - 1 }));
        await get();
        await get();
        expect(asked).to.have.length(1);
    });

    it("renews a refused token once, with a credential whose cache is empty", async () => {
        const { asked, authorities, get } = setUp();
        await get();
        const renewed = await Promise.all(Array.from({ length: 10 }, () => get({ renew: "t1" })));
        expect(new Set(renewed)).to.deep.equal(new Set(["t2"]));
        expect(await get({ renew: "t1" })).to.equal("t2");
        expect(asked).to.have.length(2);
        expect(authorities).to.deep.equal(["a", "a"]);
    });

    it("asks again after transient failures, ever more rarely, together with all who wait", async () => {
        const { clock, asked, get } = setUp(async (count, ...rest) => {
            if (count <= 5) {
                throw new TransientSignInError("the token endpoint answered 503");
            }
            return anHour(count, ...rest);
        });
        const tokens = await Promise.all(Array.from({ length: 10 }, () => get()));
        expect(new Set(tokens)).to.deep.equal(new Set(["t6"]));
        expect(asked).to.have.length(6);
        expect(clock.elapsedInMs).to.equal(500 + 1_000 + 2_000 + 4_000 + 8_000 + 6 * 10);
    });

    it("says after a while, and then once a minute, what keeps signing in from success", async () => {
        const { lines, get } = setUp(async () => {
            throw new TransientSignInError("the token endpoint answered 503");
        });
        await Promise.allSettled([1, 2, 3].map(() => get({ deadlineInMs: 3 * minuteInMs })));
        const line = "Signing in for s: no success yet (the token endpoint answered 503). Retrying.";
        expect(lines).to.deep.equal([`7.55 s: ${line}`, `91.59 s: ${line}`]);
    });

    it("says nothing of trouble that is over soon", async () => {
        const { lines, get } = setUp(async (count, ...rest) => {
            if (count <= 3) {
                throw new TransientSignInError("the token endpoint answered 503");
            }
            return anHour(count, ...rest);
        });
        await get();
        expect(lines).to.deep.equal([]);
    });

    it("waits as long as the token endpoint asks", async () => {
        const { clock, get } = setUp(async (count, ...rest) => {
            if (count === 1) {
                throw new TransientSignInError("429", { retryAfterInMs: 20_000 });
            }
            return anHour(count, ...rest);
        });
        await get();
        expect(clock.elapsedInMs).to.equal(20_020);
    });

    it("ends at each caller's deadline with the last failure", async () => {
        const { clock, get } = setUp(() => Promise.reject(new TransientSignInError("the token endpoint answered 503")));
        const late = errorOf(get({ deadlineInMs: 600_000 }), DeadlineError);
        const error = await errorOf(get({ deadlineInMs: 60_000 }), DeadlineError);
        expect(error.message).to.equal("no token for s within 58 s: the token endpoint answered 503.");
        expect(error.lastError).to.be.instanceOf(TransientSignInError);
        await late;
        expect(clock.elapsedInMs).to.be.within(590_000, 600_000);
    });

    it("gives a request that hangs ninety seconds, then asks again", async () => {
        const { clock, get } = setUp((count, ...rest) =>
            count === 1 ? new Promise(() => undefined) : anHour(count, ...rest),
        );
        expect(await get()).to.equal("t2");
        expect(clock.elapsedInMs).to.equal(90_000 + 500 + 10);
    });

    it("says once as whom requests are sent, and again only when that is somebody else", async () => {
        const who = ["ann", "ann", "bob"];
        const { clock, lines, get, identityOf } = setUp(async (count, ...rest) => ({
            ...(await anHour(count, ...rest)),
            identity: `${who[count - 1]}, by Azure CLI, in tenant t`,
        }));
        expect(identityOf("s")).to.equal(undefined);
        await Promise.all([get(), get()]);
        await get({ scope: "s2" });
        expect(lines).to.deep.equal(["0.01 s: Signed in as ann, by Azure CLI, in tenant t."]);
        await clock.sleep(hourInMs);
        await get();
        expect(lines.slice(1)).to.deep.equal(["3600.03 s: Signed in as bob, by Azure CLI, in tenant t."]);
        expect([identityOf("s"), identityOf("s2")]).to.deep.equal([
            "bob, by Azure CLI, in tenant t",
            "ann, by Azure CLI, in tenant t",
        ]);
    });

    it("does not let one caller's deadline or signal end what others wait for", async () => {
        const { clock, get } = setUp(async (count, at, signal) => {
            await at.sleep(30_000, signal);
            return anHour(count, at, signal);
        });
        const abort = new AbortController();
        const reason = new Error("gone");
        const others = [
            errorOf(get({ deadlineInMs: 5_000 }), DeadlineError),
            get({ signal: abort.signal }).catch((error: unknown) => error),
        ];
        const patient = get();
        await clock.sleep(1_000);
        abort.abort(reason);
        expect(await others[1]).to.equal(reason);
        await others[0];
        expect(clock.elapsedInMs).to.equal(5_000);
        expect(await patient).to.equal("t1");
    });

    it("passes a definite failure on at once, and does not find out again for those who still wait", async () => {
        const { clock, asked, get } = setUp(() => Promise.reject(new AuthError("SignInFailed", "no way")));
        await errorOf(get(), AuthError);
        await errorOf(get(), AuthError);
        expect(asked).to.have.length(1);
        await clock.sleep(31_000);
        await errorOf(get(), AuthError);
        expect(asked).to.have.length(2);
    });

    it("gives up on a dead token endpoint after a minute", async () => {
        const failure = new TransientSignInError("the name does not resolve", { isDeadHost: true });
        const { clock, get } = setUp(() => Promise.reject(failure));
        const error = await errorOf(get(), AuthError);
        expect(error.message).to.contain("AZURE_AUTHORITY_HOST");
        expect(clock.elapsedInMs).to.be.within(60_000, 92_000);
    });

    it("does not give up on one that answers now and then", async () => {
        let asked = 0;
        const { clock, get } = setUp(() => {
            asked += 1;
            return Promise.reject(new TransientSignInError("no luck", { isDeadHost: asked % 3 !== 0 }));
        });
        await errorOf(get({ deadlineInMs: 600_000 }), DeadlineError);
        expect(clock.elapsedInMs).to.be.within(590_000, 601_000);
    });
});
