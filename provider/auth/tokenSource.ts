import { type Clock, timeLimit } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { DeadlineError, TransientSignInError } from "../core/errors";
import { getOrCreate } from "../core/keyed";
import type { TokenRequest, TokenSource } from "../http/types";
import { type Credential, type CredentialFactory, createCredentialFactory } from "./credentialFactory";
import { TokenSlot } from "./tokenSlot";

/** What a token source is made of. */
export interface TokenSourceOptions {
    clock: Clock;
    /** Numbers in [0, 1) that spread waits. Default: `Math.random`. */
    random?: () => number;
    /** How to sign in. Default: as the environment says, see `chooseSignIn`. */
    createCredential?: CredentialFactory;
    /** Told as whom requests are sent and, now and then, what keeps signing in from success for a while. Default: nobody. */
    say?: (line: string) => void;
}

/**
 * Creates the process's source of tokens: one credential for each authority, one token request at a time for each scope,
 * however many ask. Transient failures are retried until the caller's deadline, definite ones are an `AuthError`.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
    const { clock, random = Math.random, createCredential = createCredentialFactory({ clock }), say } = options;
    const credentials = new Map<string, Promise<Credential>>();
    const slots = new Map<string, TokenSlot>();
    const credentialFor = (authorityHost: string) =>
        getOrCreate(credentials, authorityHost, () => createCredential(authorityHost));
    const identities = new Set<string>();
    // Language and Graph are mostly asked as the same: once is enough.
    const signedIn = (identity: string) => {
        if (!identities.has(identity)) {
            identities.add(identity);
            say?.(`Signed in as ${identity}.`);
        }
    };
    const slotFor = ({ authorityHost, scope }: TokenRequest) => {
        const slotOptions = { clock, random, scope, say, signedIn };
        const create = () => new TokenSlot(slotOptions, () => credentialFor(authorityHost));
        return getOrCreate(slots, keyOf({ authorityHost, scope }), create);
    };
    return {
        async getToken(request) {
            const slot = slotFor(request);
            if (request.renew !== undefined && slot.drop(request.renew)) {
                // The credential has a cache of its own, which holds the refused token too.
                credentials.delete(request.authorityHost);
            }
            return getToken(slot, request);
        },
        identityOf: (request) => slots.get(keyOf(request))?.identity,
    };
}

function keyOf({ authorityHost, scope }: Pick<TokenRequest, "scope" | "authorityHost">): string {
    return `${authorityHost} ${scope}`;
}

async function getToken(slot: TokenSlot, { scope, deadline }: TokenRequest): Promise<string> {
    for (;;) {
        deadline.throwIfAborted();
        const waitInMs = slot.notBefore - deadline.clock.now();
        if (slot.cached() === undefined && waitInMs > 0 && !(await deadline.sleepBeforeTry(waitInMs))) {
            throw tooLate(slot, scope, deadline);
        }
        const cached = slot.cached();
        if (cached !== undefined) {
            return cached;
        }
        try {
            return await untilDeadline(slot, scope, deadline);
        } catch (error) {
            if (!(error instanceof TransientSignInError)) {
                throw error;
            }
            slot.reportTrouble(deadline);
        }
    }
}

async function untilDeadline(slot: TokenSlot, scope: string, deadline: Deadline): Promise<string> {
    const limit = timeLimit(deadline.clock, deadline.remainingInMs(), deadline.signal);
    const end = new Promise<never>((_, reject) => {
        const fail = () => reject(limit.expired ? tooLate(slot, scope, deadline) : deadline.signal?.reason);
        limit.signal.addEventListener("abort", fail, { once: true });
    });
    try {
        return await Promise.race([slot.request(), end]);
    } finally {
        limit.end();
    }
}

function tooLate({ lastFailure }: TokenSlot, scope: string, deadline: Deadline): DeadlineError {
    const seconds = Math.round(deadline.elapsedInMs() / 1000);
    const why = lastFailure ? `: ${lastFailure.message}` : "";
    return new DeadlineError(`no token for ${scope} within ${seconds} s${why}.`, lastFailure);
}
