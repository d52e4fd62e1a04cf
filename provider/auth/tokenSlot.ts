import { backoffInMs } from "../http/backoffInMs";
import type { Clock } from "../polling/clock";
import { timeLimit } from "../polling/timeLimit";
import { AuthError } from "./authError";
import type { Credential, IssuedToken } from "./credential";
import { TransientSignInError } from "./transientSignInError";

// Long enough for a chain that starts several slow command-line tools.
const LONGEST_ATTEMPT_IN_MS = 90_000;
const RENEWAL_LEAD_IN_MS = 5 * 60_000;
const RENEWAL_SHARE = 0.1;
// A token that seems to have ended already was issued by a clock that differs from ours; the service is the judge of it.
const TRUST_IN_MS = 5 * 60_000;
const NAME_PATIENCE_IN_MS = 2 * 60_000;
// What is still waiting when signing in turns out to be impossible need not find out again.
const VERDICT_IN_MS = 30_000;

/** The token of one scope: asked for once at a time, kept until it nears its end. */
export class TokenSlot {
    private token?: string;
    private usableUntil = 0;
    private pending?: Promise<string>;
    private failures = 0;
    private failingSince = 0;
    private verdict?: { error: AuthError; until: number };
    /** Before this moment the token endpoint is left in peace after a failure. */
    notBefore = 0;
    /** The last failure that may pass. */
    lastFailure?: TransientSignInError;

    constructor(
        private readonly clock: Clock,
        private readonly random: () => number,
        private readonly scope: string,
        private readonly credential: () => Promise<Credential>,
    ) {}

    /** The token, if there is one that is good for a while. */
    cached(): string | undefined {
        return this.clock.now() < this.usableUntil ? this.token : undefined;
    }

    /** Drops the token, if it is still this one; tells whether it was. */
    drop(refused: string): boolean {
        const isCurrent = this.token === refused;
        if (isCurrent) {
            this.token = undefined;
            this.usableUntil = 0;
        }
        return isCurrent;
    }

    /** Asks for a token, or joins the request that is on its way. Nobody's deadline ends it: others may wait for it too. */
    request(): Promise<string> {
        if (this.verdict && this.clock.now() < this.verdict.until) {
            return Promise.reject(this.verdict.error);
        }
        if (!this.pending) {
            this.pending = this.ask().finally(() => {
                this.pending = undefined;
            });
            // All who waited may have left.
            this.pending.catch(() => undefined);
        }
        return this.pending;
    }

    private async ask(): Promise<string> {
        const limit = timeLimit(this.clock, LONGEST_ATTEMPT_IN_MS);
        try {
            const issued = await Promise.race([this.issue(limit.signal), whenAborted(limit.signal)]);
            return this.keep(issued);
        } catch (error) {
            throw this.note(limit.expired ? tookTooLong() : error);
        } finally {
            limit.end();
        }
    }

    private async issue(signal: AbortSignal): Promise<IssuedToken> {
        return (await this.credential()).getToken(this.scope, signal);
    }

    private keep({ token, expiresOnTimestamp }: IssuedToken): string {
        const now = this.clock.now();
        const lifeInMs = expiresOnTimestamp - now;
        this.token = token;
        this.usableUntil =
            lifeInMs > 0
                ? expiresOnTimestamp - Math.min(RENEWAL_LEAD_IN_MS, lifeInMs * RENEWAL_SHARE)
                : now + TRUST_IN_MS;
        this.failures = 0;
        this.lastFailure = undefined;
        return token;
    }

    private note(error: unknown): unknown {
        const now = this.clock.now();
        if (error instanceof AuthError) {
            this.verdict = { error, until: now + VERDICT_IN_MS };
        }
        if (!(error instanceof TransientSignInError)) {
            return error;
        }
        this.failingSince = this.failures === 0 ? now : this.failingSince;
        if (error.isNameFailure && now - this.failingSince >= NAME_PATIENCE_IN_MS) {
            return new AuthError(
                "SignInFailed",
                `Signing in failed: ${error.message}. Check AZURE_AUTHORITY_HOST and the network.`,
            );
        }
        this.notBefore = now + Math.max(backoffInMs(this.failures, this.random), error.retryAfterInMs ?? 0);
        this.failures += 1;
        this.lastFailure = error;
        return error;
    }
}

function tookTooLong(): TransientSignInError {
    return new TransientSignInError(`no token came within ${LONGEST_ATTEMPT_IN_MS / 1000} s`);
}

function whenAborted(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
}
