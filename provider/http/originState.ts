import type { Clock } from "../polling/clock";
import { HostWatch } from "./deadHost";
import type { Outcome } from "./outcome";
import { RateBudget } from "./rateBudget";
import { type PauseTicket, SharedPause } from "./sharedPause";
import { TroubleTeller } from "./troubleTeller";

/** What an origin's state is made of. */
export interface OriginOptions {
    clock: Clock;
    /** Numbers in [0, 1) that spread waits. */
    random: () => number;
    getsPerMinute: number;
    /** Says one line to the person who waits. */
    say?: (line: string) => void;
}

/** What the requests to one origin share: its pause, its budget of GETs, whether anything is there, and the word that something is wrong. */
export class OriginState {
    readonly pause: SharedPause;
    readonly gets: RateBudget;
    readonly trouble: TroubleTeller;
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
        this.trouble = new TroubleTeller(clock, say);
    }

    /** Hands a ticket back with what came of the attempt; undefined when it was broken off. */
    handBack(ticket: PauseTicket, outcome: Outcome | undefined): void {
        if (outcome !== undefined) {
            const isDead = outcome.kind === "failed" && outcome.cause === "dead";
            this.deadInMs = this.watch.note(isDead, this.clock.now());
        }
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
