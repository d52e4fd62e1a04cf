import type { Pipeline, HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { Clock } from "../core/clock";
import { AbortedError, AssignmentsError, AuthError, againHint, DeadlineError, laterHint } from "../core/errors";
import { backoffInMs } from "../core/poll";
import { exchange } from "./attempt";
import { type Decision, decide } from "./decide";
import { ambiguousError, deadlineError, definiteError, describeOutcome } from "./errors";
import type { OriginState } from "./origin";
import { type SignIn, type SignInHistory, signIn, usableKey } from "./signIn";
import type { KeySource, Outcome, ServiceRequest, ServiceResponse, TokenSource } from "./types";

/** What sending needs, the same for all requests of a client. */
export interface SenderOptions {
    tokens: TokenSource;
    keys?: KeySource;
    clock: Clock;
    random: () => number;
    pipeline: Pipeline;
    transport: Transport;
    /** How long one attempt may take. */
    timeoutInMs: (method: "GET" | "POST") => number;
}

/** How long what `SendHooks.beforeSend` found holds good while the request waits for its turn. */
const checkLifeInMs = 2_000;

/** Sends a request, again and again where that is safe, until there is a definite result or the deadline comes. */
export function sendUntilDone(
    request: ServiceRequest,
    url: URL,
    origin: OriginState,
    options: SenderOptions,
): Promise<ServiceResponse> {
    return new RepeatedRequest(request, url, origin, options).send();
}

/** One request on its way, and what its attempts have taught so far. */
class RepeatedRequest {
    private readonly history: SignInHistory = {};
    private last?: Outcome;
    private failures = 0;
    private failingSince?: number;
    private renewed = false;
    /** Whether tokens, renewed ones too, are refused. */
    private withoutToken = false;

    constructor(
        private readonly request: ServiceRequest,
        private readonly url: URL,
        private readonly origin: OriginState,
        private readonly options: SenderOptions,
    ) {}

    async send(): Promise<ServiceResponse> {
        const { request } = this;
        try {
            for (;;) {
                const { outcome, decision } = await this.attempt();
                this.last = outcome;
                if (decision === "return" && outcome.kind === "good") {
                    return outcome.response;
                }
                if (decision === "fail") {
                    throw definiteError(request, outcome, this.options.tokens.identityOf?.(request.auth));
                }
                if (decision === "ambiguous") {
                    throw ambiguousError(request, outcome);
                }
                await this.waitForNext(decision, outcome);
            }
        } catch (error) {
            throw inContext(error, request, this.last);
        }
    }

    private async attempt(): Promise<{ outcome: Outcome; decision: Decision }> {
        const { deadline, method, budgeted } = this.request;
        if (method === "GET") {
            await (budgeted ? this.origin.gets.take(deadline) : this.origin.gets.spend());
        }
        // Where signing in fails there is no reason to wait for the origin first.
        await this.ensureSignIn();
        const { outcome, signedIn } = await this.exchangeInTurn();
        const { renewed } = this;
        const otherWayLeft = signedIn.with === "key" ? !this.withoutToken : this.usableKey() !== undefined;
        const { deadInMs } = this.origin;
        const decision = decide(outcome, { method, signedInWith: signedIn.with, renewed, otherWayLeft, deadInMs });
        // A token that is refused later, after other answers, has ended since: that is no second refusal.
        this.renewed = false;
        if (decision === "signIn") {
            this.noteRefusal(signedIn, statusOf(outcome), renewed);
        }
        return { outcome, decision };
    }

    private signIn(): Promise<SignIn> {
        return signIn(this.url, this.request, this.options, this.history);
    }

    private usableKey(): string | undefined {
        return usableKey(this.url, this.request, this.options, this.history);
    }

    /** Makes sure that the request can sign in. Where a key was answered 400 and no token can be had, the 400 is the error. */
    private async ensureSignIn(): Promise<void> {
        try {
            this.history.settledForKey = (await this.signIn()).with === "key";
        } catch (error) {
            throw this.history.withoutKey && this.last && error instanceof AuthError
                ? definiteError(this.request, this.last)
                : error;
        }
    }

    /**
     * Waits until the origin lets the request pass, and sends it. A token that ended during the wait is renewed before. If either took
     * long, the hook is called again first.
     */
    private async exchangeInTurn(): Promise<{ outcome: Outcome; signedIn: SignIn }> {
        const { request, origin } = this;
        const { clock } = this.options;
        for (;;) {
            await request.hooks?.beforeSend();
            const checkedAt = clock.now();
            const entered = await origin.pause.enter(request.deadline);
            let outcome: Outcome | undefined;
            try {
                if (request.deadline.passed) {
                    throw deadlineError(request, this.last ?? origin.lastThrottling);
                }
                const signedIn = await this.signIn();
                if (!request.hooks || clock.now() - checkedAt <= checkLifeInMs) {
                    outcome = await this.exchangeAs(signedIn);
                    return { outcome, signedIn };
                }
            } finally {
                origin.release(entered, outcome);
            }
        }
    }

    private exchangeAs({ headers }: SignIn): Promise<Outcome> {
        const { request, options } = this;
        const alone = (sent: ServiceRequest) =>
            exchange(sent, headers, { ...options, timeoutInMs: options.timeoutInMs(sent.method) });
        request.hooks?.onSend();
        return request.carrier ? request.carrier.carry(request, alone) : alone(request);
    }

    private noteRefusal(signedIn: SignIn, status: number | undefined, renewed: boolean): void {
        if (signedIn.with === "key") {
            if (status === 400) {
                // The key may be good for other requests.
                this.history.withoutKey = true;
                return;
            }
            // Local authentication may be off, or the key rotated: Microsoft Entra can still work.
            this.options.keys?.refuse(this.url.host);
            return;
        }
        if (status === 401 && !renewed) {
            this.renewed = true;
            this.history.refusedToken = signedIn.token;
            return;
        }
        this.withoutToken = true;
        this.history.settledForKey = true;
    }

    private async waitForNext(decision: Decision, outcome: Outcome): Promise<void> {
        if (decision === "signIn") {
            return;
        }
        const { request, origin } = this;
        const { random, clock } = this.options;
        // The pause itself is waited for at the origin, together with everybody else.
        const waitInMs = decision === "pause" ? 0 : backoffInMs(this.failures, random);
        this.failures += 1;
        this.failingSince ??= clock.now();
        const delayInMs = Math.max(waitInMs, origin.pause.remainingInMs);
        origin.trouble.note(request.action, describeOutcome(outcome), this.failingSince, delayInMs);
        if (!(await request.deadline.sleepBeforeTry(waitInMs))) {
            throw deadlineError(request, outcome);
        }
    }
}

function statusOf(outcome: Outcome): number | undefined {
    return outcome.kind === "refused" ? outcome.response.status : undefined;
}

/** Errors that come from below know neither what was being done nor what went wrong before. */
function inContext(error: unknown, request: ServiceRequest, last: Outcome | undefined): unknown {
    if (request.deadline.signal?.aborted && error === request.deadline.signal.reason) {
        return error instanceof AssignmentsError
            ? error
            : new AbortedError("Aborted", `${request.action} was stopped: the operation was cancelled.`, {
                  cause: error,
              });
    }
    const message = error instanceof Error ? `${request.action} failed: ${error.message}` : "";
    if (error instanceof AuthError) {
        const before = last ? ` Before that: ${describeOutcome(last)}.` : "";
        const summary = `${request.action} failed: ${error.summary}${before}`;
        return new AuthError(error.code, summary, { more: error.more, cause: error });
    }
    if (error instanceof DeadlineError && !error.message.startsWith(request.action)) {
        const hint = request.deadline.isShuttingDown ? againHint : laterHint;
        return new DeadlineError(`${message} ${hint}`, error.lastError, { cause: error });
    }
    return error;
}
