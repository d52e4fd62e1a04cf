import type { Clock } from "./clock";

/** How patient a debounce is. */
export interface Patience {
    /** The quiet that ends the wait as long as no pace has been seen. */
    readonly firstInMs: number;
    /** The shortest quiet that ends it, at any pace that has been seen. */
    readonly shortestInMs: number;
    /** The longest quiet that ends it. */
    readonly longestInMs: number;
    /** How long the wait may last, however much still arrives. */
    readonly mostInMs: number;
}

/** Waits always so long, whatever the pace. */
export function constantPatience(waitInMs: number): Patience {
    return { firstInMs: waitInMs, shortestInMs: waitInMs, longestInMs: waitInMs, mostInMs: waitInMs };
}

/** How many items there are. */
export interface Counts {
    /** How many wait. */
    waiting: () => number;
    /** How many wait or are being served: an engine runs only so many at once, and no more than those can ever be here. */
    present: () => number;
}

/** Gaps longer than this are not a pace but a pause between two bursts. */
const longestGapInMs = 400;
/** Arrivals this close to one another came together: they say nothing of a pace. */
const togetherInMs = 2;
/** How much the newest gap counts in the average. */
const weight = 0.3;
/** A quiet of so many usual gaps means that nothing else is coming. */
const gapsOfQuiet = 4;
/** A wait that ends so much later than planned was held up by work. */
const lateInMs = 5;
/** One alone may be the first of many. Only after it was alone so many times do we take the program for one that goes one by one. */
const timesAlone = 3;

/**
 * Decides how long to wait for more. A program's resources arrive in bursts, whose pace depends on the engine and the
 * machine: the wait follows the pace seen, so that a burst is served together and a single item is hardly held up. An
 * engine that runs eight at once sends the next eight when those are served: once that is seen, eight are enough.
 */
export class AdaptiveDebounce {
    private lastEventAt = Number.NEGATIVE_INFINITY;
    private usualGap?: number;
    /** How many were present when a whole quiet brought nothing else; forgotten as soon as more are. */
    private width = Number.POSITIVE_INFINITY;
    private timesSeen = 0;
    private wake?: () => void;

    constructor(
        private readonly clock: Clock,
        /** Asked anew for each wait: it may change in time. */
        private readonly patience: () => Patience,
        private readonly counts: Counts,
    ) {}

    /** Notes an arrival. */
    arrived(): void {
        const gap = this.noteEvent();
        if (gap > togetherInMs && gap <= longestGapInMs) {
            this.usualGap = this.usualGap === undefined ? gap : this.usualGap + weight * (gap - this.usualGap);
        }
        if (this.counts.present() > this.width) {
            this.width = Number.POSITIVE_INFINITY;
        }
        this.wake?.();
    }

    /** Notes that some were served, which makes room for others to come. */
    served(): void {
        this.noteEvent();
    }

    /** Resolves when it is quiet, when the longest wait is over, or as soon as all that can come, or `enough`, wait. */
    async quiet(enough: () => boolean = () => false): Promise<void> {
        const startedAt = this.clock.now();
        while (!enough() && !this.isComplete()) {
            const now = this.clock.now();
            const quietLeft = this.lastEventAt + this.quietInMs() - now;
            const { longestInMs, mostInMs } = this.patience();
            const left = Math.min(quietLeft, startedAt + mostInMs - now);
            // A clock that was set back must not make anybody wait.
            if (!(left > 0) || quietLeft > longestInMs) {
                if (!(quietLeft > 0)) {
                    this.noteWidth(this.counts.present());
                }
                return;
            }
            await this.pause(left, enough);
        }
    }

    private noteWidth(width: number): void {
        this.timesSeen = width === this.width ? this.timesSeen + 1 : 1;
        this.width = width;
    }

    private isComplete(): boolean {
        const isSure = this.width > 1 || this.timesSeen >= timesAlone;
        return isSure && this.counts.waiting() === this.width;
    }

    private async pause(ms: number, enough: () => boolean): Promise<void> {
        const over = new AbortController();
        this.wake = () => {
            if (enough() || this.isComplete()) {
                over.abort();
            }
        };
        const due = this.clock.now() + ms;
        try {
            await this.clock.sleep(ms, over.signal);
            if (this.clock.now() > due + lateInMs) {
                // What kept the process from waking up in time kept it from hearing of arrivals too.
                await this.clock.sleep(0, over.signal);
            }
        } catch (error) {
            if (!over.signal.aborted) {
                throw error;
            }
        } finally {
            this.wake = undefined;
        }
    }

    private noteEvent(): number {
        const now = this.clock.now();
        const gap = now - this.lastEventAt;
        this.lastEventAt = now;
        return gap;
    }

    private quietInMs(): number {
        const { firstInMs, shortestInMs, longestInMs } = this.patience();
        return this.usualGap === undefined
            ? firstInMs
            : Math.min(Math.max(this.usualGap * gapsOfQuiet, shortestInMs), longestInMs);
    }
}
