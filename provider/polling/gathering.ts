import type { Clock } from "./clock";

/** How patient a gathering is. */
export interface Patience {
    /** The shortest quiet that ends it. */
    shortestInMs: number;
    /** The longest quiet that ends it. */
    longestInMs: number;
    /** How long it may last, however much still arrives. */
    mostInMs: number;
}

/** Gaps longer than this are not a pace but a pause between two bursts. */
const longestGapInMs = 200;
/** How much the newest gap counts in the average. */
const weight = 0.3;
/** A quiet of so many usual gaps means that nobody else is coming. */
const gapsOfQuiet = 4;

/**
 * Decides how long to wait for company. A program's resources arrive in bursts, whose pace depends on the engine and the
 * machine: the wait follows the pace seen, so that a burst is served together and a single one is hardly held up.
 */
export class Gathering {
    private lastArrival = Number.NEGATIVE_INFINITY;
    private usualGap = 0;

    constructor(
        private readonly clock: Clock,
        private readonly patience: Patience,
    ) {}

    /** Notes an arrival. */
    arrived(): void {
        const now = this.clock.now();
        const gap = now - this.lastArrival;
        if (gap >= 0 && gap <= longestGapInMs) {
            this.usualGap += weight * (gap - this.usualGap);
        }
        this.lastArrival = now;
    }

    /** Resolves when it is quiet, when the longest wait is over, or as soon as `enough` says so. */
    async quiet(enough: () => boolean = () => false, signal?: AbortSignal): Promise<void> {
        const startedAt = this.clock.now();
        for (;;) {
            const now = this.clock.now();
            const left = Math.min(this.lastArrival + this.quietInMs() - now, startedAt + this.patience.mostInMs - now);
            // A clock that was set back must not make anybody wait.
            if (enough() || !(left > 0) || left > this.patience.mostInMs) {
                return;
            }
            await this.clock.sleep(left, signal);
        }
    }

    private quietInMs(): number {
        const { shortestInMs, longestInMs } = this.patience;
        return Math.min(Math.max(this.usualGap * gapsOfQuiet, shortestInMs), longestInMs);
    }
}
