import type { Clock } from "../polling/clock";
import type { Outcome } from "./outcome";
import { RateBudget } from "./rateBudget";
import { type PauseTicket, SharedPause } from "./sharedPause";

/** What the requests to one origin share: its pause and its budget of GETs. */
export class OriginState {
    readonly pause: SharedPause;
    readonly gets: RateBudget;
    /** The last answer that throttled anybody, for those who never got to send. */
    lastThrottling?: Outcome;

    constructor(clock: Clock, random: () => number, getsPerMinute: number) {
        this.pause = new SharedPause(clock, random);
        this.gets = new RateBudget(clock, getsPerMinute);
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
