import { type Clock, sleepOrWake } from "./clock";
import { DeadlineError } from "./errors";

const longestLastTryInMs = 2_000;
const lastTryShare = 0.1;

/**
 * The moment by which an operation must have ended, with the signal that ends it earlier.
 * One deadline is handed down through everything an operation does, so that nothing outlives it.
 */
export class Deadline {
    /** The clock that this deadline is read on. */
    readonly clock: Clock;
    /** Aborted when the operation is to stop at once, for example because the engine is gone. */
    readonly signal?: AbortSignal;
    /** When the operation began, in milliseconds since the epoch. */
    readonly startedAt: number;
    /** How long before the end a last try should begin, so that it has time for an answer: a tenth, at most 2 s. */
    readonly lastTryInMs: number;
    /** When it must have ended unless the process is asked to stop earlier. */
    private readonly own: number;

    /** Starts now and ends `durationInMs` later. */
    constructor(clock: Clock, durationInMs: number, signal?: AbortSignal) {
        this.clock = clock;
        this.signal = signal;
        this.startedAt = clock.now();
        this.own = this.startedAt + durationInMs;
        this.lastTryInMs = Math.min(longestLastTryInMs, durationInMs * lastTryShare);
    }

    /** When it must have ended, in milliseconds since the epoch. */
    get at(): number {
        return Math.min(this.own, this.clock.shutdown?.at ?? this.own);
    }

    /** Whether the process was asked to stop, so that nothing long should begin. */
    get isShuttingDown(): boolean {
        return this.clock.shutdown?.signal.aborted ?? false;
    }

    /** Milliseconds left; never negative. */
    remainingInMs(): number {
        return Math.max(0, this.at - this.clock.now());
    }

    /** Whether the moment has come. */
    get passed(): boolean {
        return this.clock.now() >= this.at;
    }

    /** Milliseconds since the start. */
    elapsedInMs(): number {
        return this.clock.now() - this.startedAt;
    }

    /** A deadline `durationInMs` from now, but no later than this one, with the same signal. */
    within(durationInMs: number): Deadline {
        return new Deadline(this.clock, Math.min(durationInMs, this.remainingInMs()), this.signal);
    }

    /** Throws the signal's reason if it has been aborted. */
    throwIfAborted(): void {
        if (this.signal?.aborted) {
            throw this.signal.reason;
        }
    }

    /**
     * Sleeps `ms` before another try, cut short so that the try still fits (see `lastTryInMs`), also where the deadline is
     * moved meanwhile. Resolves to false, without sleeping, when no further try fits.
     */
    async sleepBeforeTry(ms: number): Promise<boolean> {
        if (this.remainingInMs() <= this.lastTryInMs) {
            return false;
        }
        const { clock, signal } = this;
        const until = clock.now() + ms;
        const leftInMs = () => Math.max(0, Math.min(until, this.at - this.lastTryInMs) - clock.now());
        if (!clock.shutdown || this.isShuttingDown) {
            await clock.sleep(leftInMs(), signal);
        } else if (await sleepOrWake(clock, leftInMs(), clock.shutdown.signal, signal)) {
            await clock.sleep(leftInMs(), signal);
        }
        return true;
    }
}

/** The deadline of those who share work: the one that comes last. There must be one at least. */
export function latestDeadline(deadlines: readonly Deadline[]): Deadline {
    return deadlines.reduce((latest, next) => (next.at > latest.at ? next : latest));
}

/** How long after its own deadline a caller gives up on work that it shares with patient ones. */
const graceInMs = 1_000;

/** The answer to a request that callers share, if it comes by this caller's deadline; `what` begins the sentence of the error if not. */
export async function inTime<T>(answer: Promise<T>, deadline: Deadline, what: string): Promise<T> {
    const over = new AbortController();
    const late = deadline.clock.sleep(deadline.remainingInMs() + graceInMs, over.signal).then(() => {
        const seconds = Math.round(deadline.elapsedInMs() / 1000);
        throw new DeadlineError(
            `${what} could not be had within ${seconds} s. Run it again when the service answers, or give it longer with "timeouts".`,
        );
    });
    try {
        return await Promise.race([answer, late]);
    } finally {
        late.catch(() => undefined);
        over.abort();
    }
}
