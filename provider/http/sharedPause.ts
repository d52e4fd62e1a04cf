import { type Clock, timeLimit } from "../core/clock";
import type { Deadline } from "../core/deadline";
import { backoffInMs } from "../core/poll";

// From this many at once there is no need to hold back any more.
const wideEnough = 64;
const shortestPauseInMs = 100;
// A service that asks for no wait at all, again and again, is given one of up to a second.
const longestForcedPauseInMs = 1_000;

/** The pause that the request was sent in or after; handed back with its result. */
export type PauseNumber = number;

/**
 * Lets the requests to one origin pass, and holds all of them when the origin throttles one. After the pause one goes
 * first; each success lets one more be on its way at a time, each further throttling begins a longer pause.
 */
export class SharedPause {
    private until = 0;
    private pauses = 0;
    private strikes = 0;
    private width = Number.POSITIVE_INFINITY;
    private onTheirWay = 0;
    private readonly line = new Set<() => void>();
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
     * Waits for leave to send. At the last moment in which a try still fits before the deadline it is given in any case.
     * Rejects with the signal's reason when aborted. Each ticket must be handed back, to `fine`, `throttled` or `lost`.
     */
    async enter(deadline: Deadline): Promise<PauseNumber> {
        deadline.throwIfAborted();
        return this.isOpen() ? this.admit() : this.wait(deadline);
    }

    /** The origin answered, and did not throttle. */
    fine(ticket: PauseNumber): void {
        if (ticket === this.pauses) {
            this.strikes = Math.floor(this.strikes / 2);
            this.width = this.width >= wideEnough ? Number.POSITIVE_INFINITY : this.width + 1;
        }
        this.leave();
    }

    /** There was no answer, which says nothing about throttling. */
    lost(): void {
        this.leave();
    }

    /** The origin throttled: holds everybody for as long as it asks, else for a growing jittered wait. */
    throttled(ticket: PauseNumber, retryAfterInMs?: number): void {
        // Many that were on their way together are throttled together: that is one strike.
        const isNews = ticket === this.pauses;
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
        return this.remainingInMs === 0 && this.onTheirWay < this.width;
    }

    private admit(): PauseNumber {
        this.onTheirWay += 1;
        return this.pauses;
    }

    private leave(): void {
        this.onTheirWay -= 1;
        this.advance();
    }

    private wait(deadline: Deadline): Promise<PauseNumber> {
        const limit = timeLimit(deadline.clock, deadline.remainingInMs() - deadline.lastTryInMs, deadline.signal);
        return new Promise<PauseNumber>((resolve, reject) => {
            const go = () => {
                limit.end();
                this.line.delete(go);
                resolve(this.admit());
            };
            const giveUp = () => {
                if (limit.expired) {
                    go();
                    return;
                }
                limit.end();
                this.line.delete(go);
                reject(deadline.signal?.reason);
                this.advance();
            };
            limit.signal.addEventListener("abort", giveUp, { once: true });
            this.line.add(go);
            this.advance();
        });
    }

    /** Lets those go who may, first come first served, and sees to it that somebody wakes the rest. */
    private advance(): void {
        for (const go of this.line) {
            if (!this.isOpen()) {
                break;
            }
            go();
        }
        if (this.line.size === 0 || this.remainingInMs === 0) {
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
        // Aborted when nobody waits any more, so that no timer keeps the process alive.
        this.clock.sleep(this.remainingInMs, alarm.signal).then(ring, () => undefined);
        return alarm;
    }
}
