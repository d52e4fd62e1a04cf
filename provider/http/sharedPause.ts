import { type Clock, timeLimit } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { backoffInMs } from "../core/poll";

// From this many at once there is no need to hold back any more.
const wideEnough = 64;
const shortestPauseInMs = 100;
// A service that asks for no wait at all, again and again, is given one of up to a second.
const longestForcedPauseInMs = 1_000;

/** How many pauses there had been when a request was let pass; handed back with its result. */
export type PauseNumber = number;

/**
 * Lets the requests to one origin pass, and holds all of them when the origin throttles one. After the pause one is sent
 * first; each success allows one more in flight at a time, each further throttling begins a longer pause.
 */
export class SharedPause {
    private until = 0;
    private pauses = 0;
    private strikes = 0;
    private width = Number.POSITIVE_INFINITY;
    private inFlight = 0;
    private readonly waiting = new Set<() => void>();
    private alarm?: AbortController;

    constructor(
        private readonly clock: Clock,
        private readonly random: () => number,
    ) {}

    /** Milliseconds until the present pause is over; 0 when there is none. */
    get remainingInMs(): number {
        return Math.max(0, this.until - this.clock.now());
    }

    /**
     * Resolves when a request may be sent; in any case at the last moment at which a try still fits before the deadline.
     * Rejects with the signal's reason when aborted. What it resolves to must be handed back, to `fine`, `throttled` or `unanswered`.
     */
    async enter(deadline: Deadline): Promise<PauseNumber> {
        deadline.throwIfAborted();
        return this.isOpen() ? this.admit() : this.wait(deadline);
    }

    /** The origin answered, and did not throttle. */
    fine(entered: PauseNumber): void {
        if (entered === this.pauses) {
            this.strikes = Math.floor(this.strikes / 2);
            this.width = this.width >= wideEnough ? Number.POSITIVE_INFINITY : this.width + 1;
        }
        this.leave();
    }

    /** There was no answer, which says nothing about throttling. */
    unanswered(): void {
        this.leave();
    }

    /** The origin throttled: holds everybody for as long as it asks, else for a growing jittered wait. */
    throttled(entered: PauseNumber, retryAfterInMs?: number): void {
        // Many that were in flight together are throttled together: that is one strike.
        const isNews = entered === this.pauses;
        if (isNews) {
            this.strikes += 1;
            this.pauses += 1;
            this.width = 1;
        }
        const wait =
            retryAfterInMs === undefined ? this.growingWait(isNews) : Math.max(retryAfterInMs, this.shortest());
        this.until = Math.max(this.until, this.clock.now() + wait);
        this.leave();
    }

    private growingWait(isNews: boolean): number {
        return isNews ? backoffInMs(this.strikes - 1, this.random) : 0;
    }

    private shortest(): number {
        return Math.min(shortestPauseInMs * 2 ** (this.strikes - 1), longestForcedPauseInMs);
    }

    private isOpen(): boolean {
        return this.remainingInMs === 0 && this.inFlight < this.width;
    }

    private admit(): PauseNumber {
        this.inFlight += 1;
        return this.pauses;
    }

    private leave(): void {
        this.inFlight -= 1;
        this.advance();
    }

    private wait(deadline: Deadline): Promise<PauseNumber> {
        const limit = timeLimit(deadline.clock, deadline.remainingInMs() - deadline.lastTryInMs, deadline.signal);
        return new Promise<PauseNumber>((resolve, reject) => {
            const go = () => {
                limit.end();
                this.waiting.delete(go);
                resolve(this.admit());
            };
            const giveUp = () => {
                if (limit.expired) {
                    go();
                    return;
                }
                limit.end();
                this.waiting.delete(go);
                reject(deadline.signal?.reason);
                this.advance();
            };
            limit.signal.addEventListener("abort", giveUp, { once: true });
            this.waiting.add(go);
            this.advance();
        });
    }

    /** Lets those pass that may, in the order in which they came, and makes sure that the rest is woken. */
    private advance(): void {
        for (const go of this.waiting) {
            if (!this.isOpen()) {
                break;
            }
            go();
        }
        if (this.waiting.size === 0 || this.remainingInMs === 0) {
            this.alarm?.abort();
            this.alarm = undefined;
            return;
        }
        this.alarm ??= this.startAlarm();
    }

    private startAlarm(): AbortController {
        const alarm = new AbortController();
        const ring = () => {
            this.alarm = undefined;
            this.advance();
        };
        // Aborted when none waits any more, so that no timer keeps the process alive.
        this.clock.sleep(this.remainingInMs, alarm.signal).then(ring, () => undefined);
        return alarm;
    }
}
