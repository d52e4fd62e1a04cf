import type { Clock } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { HostWatch } from "./failures";
import { type PauseNumber, SharedPause } from "./sharedPause";
import type { Outcome } from "./types";

const minuteInMs = 60_000;
/** So much of a minute's budget goes at once; the rest is spread over what is left of the minute. */
const freeShare = 0.6;
/** So much of it is left to polls, whatever else is sent. */
const pollShare = 0.2;

/** A request, and when it went or is to go. */
interface Turn {
    at: number;
    isPoll: boolean;
}

/**
 * Shares out the requests that an origin takes in a minute, wherever that minute begins. Polls wait for their turn; all else goes at
 * once, and counts as long as that leaves the polls a share.
 */
export class RateBudget {
    private readonly free: number;
    /** In order; what is older than a minute is forgotten. */
    private turns: Turn[] = [];
    private seenAt: number;

    /** A budget of `perMinute` requests in any minute. */
    constructor(
        private readonly clock: Clock,
        private readonly perMinute: number,
    ) {
        this.free = Math.max(1, Math.floor(perMinute * freeShare));
        this.seenAt = clock.now();
    }

    /** Takes one, first come first served; waits for it, but no longer than a try still fits before the deadline. */
    async take(deadline: Deadline): Promise<void> {
        const now = this.look();
        const turn = { at: this.nextAfter(now), isPoll: true };
        this.turns.push(turn);
        if (turn.at <= now) {
            return;
        }
        try {
            await deadline.sleepBeforeTry(turn.at - now);
        } catch (error) {
            this.turns = this.turns.filter((other) => other !== turn);
            throw error;
        }
    }

    /** Takes one without waiting: what is not a poll counts, but goes at once. */
    spend(): void {
        const now = this.look();
        const spent = this.turns.filter(({ isPoll }) => !isPoll).length;
        if (spent < this.perMinute * (1 - pollShare)) {
            const gone = this.turns.filter(({ at }) => at <= now);
            this.turns.splice(gone.length, 0, { at: now, isPoll: false });
        }
    }

    /** When the next one may go, after all that were promised before it. */
    private nextAfter(now: number): number {
        const last = this.turns.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
        const earliest = Math.max(now, last);
        const since = this.turns.filter(({ at }) => at > earliest - minuteInMs);
        const [oldest] = since;
        if (oldest === undefined || since.length < this.free) {
            return earliest;
        }
        const left = this.perMinute - since.length;
        return left > 0
            ? Math.max(now, last + (oldest.at + minuteInMs - earliest) / left)
            : (since.at(-this.perMinute) ?? oldest).at + minuteInMs;
    }

    /** The time; a clock that was set back takes what was promised with it. */
    private look(): number {
        const now = this.clock.now();
        const setBackInMs = Math.max(0, this.seenAt - now);
        this.seenAt = now;
        for (const turn of this.turns) {
            turn.at -= setBackInMs;
        }
        this.turns = this.turns.filter(({ at }) => at > now - minuteInMs);
        return now;
    }
}

/** Trouble that is over sooner is not worth a line. */
const worthALineInMs = 15_000;
/** So long after a line the next one comes. */
const betweenLinesInMs = 60_000;

/** Says what keeps something from success, when that takes long: one line now and then. */
export class RetryReporter {
    private toldAt = Number.NEGATIVE_INFINITY;

    constructor(
        private readonly clock: Clock,
        /** Says one line to the person who waits. Default: nothing is said. */
        private readonly say?: (line: string) => void,
    ) {}

    /** Notes trouble that lasts since then and for so long at least; `action` begins the sentence. */
    note(action: string, problem: string, since: number, waitInMs: number): void {
        const now = this.clock.now();
        if (now + waitInMs - since >= worthALineInMs && now - this.toldAt >= betweenLinesInMs) {
            this.toldAt = now;
            this.say?.(`${action}: no success yet (${problem}). Retrying.`);
        }
    }
}

/** What an origin's state is made of. */
export interface OriginOptions {
    clock: Clock;
    /** Numbers in [0, 1) that spread waits. */
    random: () => number;
    getsPerMinute: number;
    /** Says one line to the person who waits. */
    say?: (line: string) => void;
}

/** What the requests to one origin share: its pause, its budget of GETs, whether anything is there, and the line that says what is wrong. */
export class OriginState {
    readonly pause: SharedPause;
    readonly gets: RateBudget;
    readonly trouble: RetryReporter;
    /** The last answer that throttled anybody, for those who never got to send. */
    lastThrottling?: Outcome;
    /** For how long the host has been dead without a break, by what all requests met. */
    deadInMs = 0;
    private readonly clock: Clock;
    private readonly watch = new HostWatch();

    constructor({ clock, random, getsPerMinute, say }: OriginOptions) {
        this.clock = clock;
        this.pause = new SharedPause(clock, random);
        this.gets = new RateBudget(clock, getsPerMinute);
        this.trouble = new RetryReporter(clock, say);
    }

    /** Ends an attempt that was let pass, with what came of it; undefined when it was broken off. */
    release(entered: PauseNumber, outcome: Outcome | undefined): void {
        if (outcome !== undefined) {
            const isDead = outcome.kind === "failed" && outcome.cause === "dead";
            this.deadInMs = this.watch.note(isDead, this.clock.now());
        }
        if (outcome === undefined || outcome.kind === "failed") {
            this.pause.unanswered();
            return;
        }
        const { status, retryAfterInMs } = outcome.response;
        if (status === 429 || status === 503) {
            this.lastThrottling = outcome;
            this.pause.throttled(entered, retryAfterInMs);
            return;
        }
        this.pause.fine(entered);
    }
}
