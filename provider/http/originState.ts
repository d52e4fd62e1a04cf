import type { Clock } from "../polling/clock";
import { describeOutcome } from "./describeOutcome";
import type { Outcome } from "./outcome";
import { RateBudget } from "./rateBudget";
import { type PauseTicket, SharedPause } from "./sharedPause";

/** Trouble that is over sooner is not worth a line. */
const worthALineInMs = 15_000;
/** So long after a line about an origin the next one comes. */
const betweenLinesInMs = 60_000;

/** What an origin's state is made of. */
export interface OriginOptions {
    clock: Clock;
    /** Numbers in [0, 1) that spread waits. */
    random: () => number;
    getsPerMinute: number;
    /** Says one line to the person who waits. */
    say?: (line: string) => void;
}

/** What the requests to one origin share: its pause, its budget of GETs, and the word that something is wrong with it. */
export class OriginState {
    readonly pause: SharedPause;
    readonly gets: RateBudget;
    /** The last answer that throttled anybody, for those who never got to send. */
    lastThrottling?: Outcome;
    private toldAt = Number.NEGATIVE_INFINITY;

    constructor(private readonly options: OriginOptions) {
        const { clock, random, getsPerMinute } = options;
        this.pause = new SharedPause(clock, random);
        this.gets = new RateBudget(clock, getsPerMinute);
    }

    /** Says what keeps a request from success since then, when that takes long: one line now and then for all of an origin. */
    tellTrouble(action: string, outcome: Outcome, since: number, waitInMs: number): void {
        const now = this.options.clock.now();
        if (now + waitInMs - since >= worthALineInMs && now - this.toldAt >= betweenLinesInMs) {
            this.toldAt = now;
            this.options.say?.(`${action} does not succeed yet: ${describeOutcome(outcome)}; it is tried again`);
        }
    }

    /** Hands a ticket back with what came of the attempt; undefined when it was broken off. */
    handBack(ticket: PauseTicket, outcome: Outcome | undefined): void {
        if (outcome === undefined || outcome.kind === "failed") {
            this.pause.lost();
            return;
        }
        const { status, retryAfterInMs } = outcome.response;
        if (status === 429 || status === 503) {
            this.lastThrottling = outcome;
            this.pause.throttled(ticket, retryAfterInMs);
            return;
        }
        this.pause.fine(ticket);
    }
}
