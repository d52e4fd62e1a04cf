import type { Clock } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { HostWatch } from "./failures";
import { type PauseNumber, SharedPause } from "./sharedPause";
import type { Outcome } from "./types";

// Burst and refill together are the budget, so that no minute, wherever it begins, sees more.
const burstShare = 0.3;
const minuteInMs = 60_000;

/** Shares out the requests that an origin takes in a minute. */
export class RateBudget {
    private readonly burst: number;
    private readonly perMs: number;
    private left: number;
    private refilledAt: number;

    /** A budget of `perMinute` requests in any minute: some at once, the rest evenly spread. */
    constructor(
        private readonly clock: Clock,
        perMinute: number,
    ) {
        this.burst = Math.max(1, Math.floor(perMinute * burstShare));
        this.perMs = Math.max(1, perMinute - this.burst) / minuteInMs;
        this.left = this.burst;
        this.refilledAt = clock.now();
    }

    /** Takes one, first come first served; waits for it, but no longer than a try still fits before the deadline. */
    async take(deadline: Deadline): Promise<void> {
        this.refill();
        this.left -= 1;
        if (this.left >= 0) {
            return;
        }
        try {
            await deadline.sleepBeforeTry(-this.left / this.perMs);
        } catch (error) {
            this.left += 1;
            throw error;
        }
    }

    /** Takes one without waiting: what is not a poll counts, but goes at once. It leaves the polls a debt of at most one burst. */
    spend(): void {
        this.refill();
        this.left = Math.max(this.left - 1, Math.min(this.left, -this.burst));
    }

    private refill(): void {
        const now = this.clock.now();
        // A clock that was set back refills nothing.
        const elapsedInMs = Math.max(0, now - this.refilledAt);
        this.left = Math.min(this.burst, this.left + elapsedInMs * this.perMs);
        this.refilledAt = now;
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
