import { type Clock, timeLimit } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { AuthError, TransientSignInError } from "../core/errors";
import { backoffInMs } from "../core/poll";
import { deadAfterInMs, HostWatch } from "../http/failures";
import { RetryReporter } from "../http/origin";
import type { Credential, IssuedToken } from "./credentialFactory";

// Long enough for a chain that starts several slow command-line tools.
const longestAttemptInMs = 90_000;
const renewalLeadInMs = 5 * 60_000;
const renewalShare = 0.1;
// A token that seems to have ended already was issued by a clock that differs from ours; the service is the judge of it.
const trustInMs = 5 * 60_000;
// What is still waiting when signing in turns out to be impossible need not find out again.
const refusalLifeInMs = 30_000;

/** What a slot is made of. */
export interface TokenSlotOptions {
    clock: Clock;
    /** Numbers in [0, 1) that spread waits. */
    random: () => number;
    /** For example `https://graph.microsoft.com/.default`. */
    scope: string;
    /** Says one line to the person who waits. */
    say?: (line: string) => void;
    /** Told for whom each new token speaks, where that is known. */
    signedIn?: (identity: string) => void;
}

/** The token of one scope: asked for once at a time, kept until it nears its end. */
export class TokenSlot {
    private readonly clock: Clock;
    private token?: string;
    private usableUntil = 0;
    private pending?: Promise<string>;
    private failures = 0;
    private failingSince = 0;
    private verdict?: { error: AuthError; until: number };
    private readonly trouble: RetryReporter;
    private readonly watch = new HostWatch();
    /** Before this moment the token endpoint is left in peace after a failure. */
    notBefore = 0;
    /** For whom the last token speaks, in words. */
    identity?: string;
    /** The last failure that may pass. */
    lastFailure?: TransientSignInError;

    constructor(
        private readonly options: TokenSlotOptions,
        private readonly credential: () => Promise<Credential>,
    ) {
        this.clock = options.clock;
        this.trouble = new RetryReporter(options.clock, options.say);
    }

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

    /** Says what keeps signing in from success, when that takes long, to somebody who has the time to try again. */
    reportTrouble(deadline: Deadline): void {
        const waitInMs = this.notBefore - this.clock.now();
        if (this.lastFailure && !deadline.isShuttingDown && deadline.remainingInMs() > waitInMs) {
            const action = `Signing in for ${this.options.scope}`;
            this.trouble.note(action, this.lastFailure.message, this.failingSince, waitInMs);
        }
    }

    private async ask(): Promise<string> {
        const startedAt = this.clock.now();
        const limit = timeLimit(this.clock, longestAttemptInMs);
        try {
            const issued = await Promise.race([this.issue(limit.signal), whenAborted(limit.signal)]);
            return this.keep(issued);
        } catch (error) {
            throw this.note(limit.expired ? tookTooLong(this.clock.now() - startedAt) : error, startedAt);
        } finally {
            limit.end();
        }
    }

    private async issue(signal: AbortSignal): Promise<IssuedToken> {
        return (await this.credential()).getToken(this.options.scope, signal);
    }

    private keep({ token, expiresOnTimestamp, identity }: IssuedToken): string {
        const now = this.clock.now();
        const lifeInMs = expiresOnTimestamp - now;
        this.token = token;
        this.usableUntil =
            lifeInMs > 0 ? expiresOnTimestamp - Math.min(renewalLeadInMs, lifeInMs * renewalShare) : now + trustInMs;
        this.failures = 0;
        this.lastFailure = undefined;
        this.identity = identity;
        if (identity !== undefined) {
            this.options.signedIn?.(identity);
        }
        this.watch.note(false, now);
        return token;
    }

    private note(error: unknown, startedAt: number): unknown {
        const now = this.clock.now();
        if (error instanceof AuthError) {
            this.verdict = { error, until: now + refusalLifeInMs };
        }
        if (!(error instanceof TransientSignInError)) {
            return error;
        }
        this.failingSince = this.failures === 0 ? startedAt : this.failingSince;
        if (this.watch.note(error.isDeadHost, now) >= deadAfterInMs) {
            return new AuthError(
                "SignInFailed",
                `Signing in failed: ${error.message}. Check the network, and AZURE_AUTHORITY_HOST or IDENTITY_ENDPOINT where they are set.`,
            );
        }
        this.notBefore = now + Math.max(backoffInMs(this.failures, this.options.random), error.retryAfterInMs ?? 0);
        this.failures += 1;
        this.lastFailure = error;
        return error;
    }
}

function tookTooLong(elapsedInMs: number): TransientSignInError {
    return new TransientSignInError(`no token came within ${Math.round(elapsedInMs / 1000)} s`);
}

function whenAborted(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
}
