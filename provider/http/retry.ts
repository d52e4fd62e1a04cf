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
export interface SenderMeans {
    tokens: TokenSource;
    keys?: KeySource;
    clock: Clock;
    random: () => number;
    pipeline: Pipeline;
    transport: Transport;
    /** How long one attempt may take. */
    timeoutInMs: (method: "GET" | "POST") => number;
}

/** A judgement of whether a request may be sent is good for so long. */
const longestJudgedInMs = 2_000;

/** One request on its way: what is remembered from attempt to attempt. */
interface Progress extends SignInHistory {
    last?: Outcome;
    failures: number;
    failingSince?: number;
    renewed: boolean;
    /** Whether tokens, renewed ones too, are refused. */
    withoutToken?: boolean;
}

/** Sends a request, again and again where that is safe, until there is a definite result or the deadline comes. */
export async function sendUntilDone(
    request: ServiceRequest,
    url: URL,
    origin: OriginState,
    means: SenderMeans,
): Promise<ServiceResponse> {
    const progress: Progress = { failures: 0, renewed: false };
    try {
        for (;;) {
            const { outcome, decision } = await attempt(request, url, origin, means, progress);
            progress.last = outcome;
            if (decision === "return" && outcome.kind === "good") {
                return outcome.response;
            }
            if (decision === "fail") {
                throw definiteError(request, outcome, means.tokens.identityOf?.(request.auth));
            }
            if (decision === "ambiguous") {
                throw ambiguousError(request, outcome);
            }
            await beforeNext(decision, request, origin, means, progress);
        }
    } catch (error) {
        throw inContext(error, request, progress.last);
    }
}

async function attempt(
    request: ServiceRequest,
    url: URL,
    origin: OriginState,
    means: SenderMeans,
    progress: Progress,
): Promise<{ outcome: Outcome; decision: Decision }> {
    const { deadline, method } = request;
    if (method === "GET") {
        await (request.budgeted ? origin.gets.take(deadline) : origin.gets.spend());
    }
    // Where signing in fails there is no reason to wait for the origin first.
    await ensureSignIn(url, request, means, progress);
    const { outcome, signedIn } = await exchangeInTurn(request, url, origin, means, progress);
    const { renewed } = progress;
    const isKeyed = signedIn.with === "key";
    const otherWayLeft = isKeyed ? !progress.withoutToken : usableKey(url, request, means, progress) !== undefined;
    const { deadInMs } = origin;
    const decision = decide(outcome, { method, signedInWith: signedIn.with, renewed, otherWayLeft, deadInMs });
    // A token that is refused later, after other answers, has ended since: that is no second refusal.
    progress.renewed = false;
    if (decision === "signIn") {
        noteRefusal(signedIn, statusOf(outcome), renewed, url, means, progress);
    }
    return { outcome, decision };
}

/** Makes sure that the request can sign in. Where a key was answered 400 and no token can be had, the 400 is the error. */
async function ensureSignIn(url: URL, request: ServiceRequest, means: SenderMeans, progress: Progress): Promise<void> {
    try {
        const signedIn = await signIn(url, request, means, progress);
        progress.settledForKey = signedIn.with === "key";
    } catch (error) {
        throw progress.withoutKey && progress.last && error instanceof AuthError
            ? definiteError(request, progress.last)
            : error;
    }
}

function statusOf(outcome: Outcome): number | undefined {
    return outcome.kind === "refused" ? outcome.response.status : undefined;
}

/** Waits for the origin's leave and sends; a token that ended during the wait is renewed before. */
async function exchangeInTurn(
    request: ServiceRequest,
    url: URL,
    origin: OriginState,
    means: SenderMeans,
    progress: Progress,
): Promise<{ outcome: Outcome; signedIn: SignIn }> {
    const ticket = await enterJudged(request, origin, means);
    let outcome: Outcome | undefined;
    try {
        if (request.deadline.passed) {
            throw deadlineError(request, progress.last ?? origin.lastThrottling);
        }
        const signedIn = await signIn(url, request, means, progress);
        const alone = (sent: ServiceRequest) =>
            exchange(sent, signedIn.headers, { ...means, timeoutInMs: means.timeoutInMs(sent.method) });
        request.sending?.note();
        outcome = await (request.carrier ? request.carrier.carry(request, alone) : alone(request));
        return { outcome, signedIn };
    } finally {
        origin.handBack(ticket, outcome);
    }
}

/** Gets the origin's leave for a request that may be sent at that moment: what was judged before a long wait is judged again. */
async function enterJudged(request: ServiceRequest, origin: OriginState, { clock }: SenderMeans) {
    for (;;) {
        await request.sending?.judge();
        const judgedAt = clock.now();
        const ticket = await origin.pause.enter(request.deadline);
        if (!request.sending || clock.now() - judgedAt <= longestJudgedInMs) {
            return ticket;
        }
        origin.handBack(ticket, undefined);
    }
}

function noteRefusal(
    signedIn: SignIn,
    status: number | undefined,
    renewed: boolean,
    url: URL,
    { keys }: SenderMeans,
    progress: Progress,
): void {
    if (signedIn.with === "key") {
        if (status === 400) {
            // The key may be good for other requests.
            progress.withoutKey = true;
            return;
        }
        // Local authentication may be off, or the key rotated: Microsoft Entra can still work.
        keys?.refuse(url.host);
        return;
    }
    if (status === 401 && !renewed) {
        progress.renewed = true;
        progress.refusedToken = signedIn.token;
        return;
    }
    progress.withoutToken = true;
    progress.settledForKey = true;
}

async function beforeNext(
    decision: Decision,
    request: ServiceRequest,
    origin: OriginState,
    { random, clock }: SenderMeans,
    progress: Progress,
): Promise<void> {
    if (decision === "signIn") {
        return;
    }
    // The pause itself is waited for at the origin, together with everybody else.
    const waitInMs = decision === "pause" ? 0 : backoffInMs(progress.failures, random);
    progress.failures += 1;
    progress.failingSince ??= clock.now();
    if (progress.last) {
        const delayInMs = Math.max(waitInMs, origin.pause.remainingInMs);
        origin.trouble.note(request.action, describeOutcome(progress.last), progress.failingSince, delayInMs);
    }
    if (!(await request.deadline.sleepBeforeTry(waitInMs))) {
        throw deadlineError(request, progress.last);
    }
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
