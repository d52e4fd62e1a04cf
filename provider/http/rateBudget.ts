import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";

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
