import { DeadlineError } from "../http/deadlineError";
import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";
import { latestDeadline } from "../polling/latestDeadline";

/** A list waits for others that want it too as long as the last one took, but no longer and no shorter than this. */
const longestGatheringInMs = 20;
const shortestGatheringInMs = 4;
/** Whoever has less time than those it shares with gives up so long after its own deadline. */
const graceInMs = 1_000;

/** Whoever waits for the same list. */
interface Waiters<T> {
    answer: Promise<T[]>;
    deadlines: Deadline[];
    /** The ARM ids that matter to them; undefined where any might. */
    sought?: string[];
}

/** Serves everyone who asks for one project's list within some milliseconds from one request, made after the last of them asked. */
export class ListSharing<T> {
    private gathering?: Waiters<T>;
    private lastTookInMs = longestGatheringInMs;

    constructor(
        private readonly clock: Clock,
        private readonly fetchList: (deadline: Deadline, sought?: readonly string[]) => Promise<T[]>,
    ) {}

    /**
     * Resolves to a list that was asked for no earlier than now. It is tried for until the latest deadline of those who
     * share it; each of them waits no longer than its own. `sought` are the ARM ids whose presence matters. Default: any might.
     */
    list(deadline: Deadline, sought?: readonly string[]): Promise<T[]> {
        this.gathering ??= this.gather();
        this.gathering.deadlines.push(deadline);
        this.gathering.sought = sought && this.gathering.sought?.concat(sought);
        return inTime(this.gathering.answer, deadline);
    }

    private gather(): Waiters<T> {
        const waiters: Waiters<T> = { answer: Promise.resolve([]), deadlines: [], sought: [] };
        waiters.answer = this.fetchFor(waiters);
        return waiters;
    }

    private async fetchFor(waiters: Waiters<T>): Promise<T[]> {
        await this.clock.sleep(Math.min(Math.max(this.lastTookInMs, shortestGatheringInMs), longestGatheringInMs));
        this.gathering = undefined;
        const startedAt = this.clock.now();
        try {
            return await this.fetchList(latestDeadline(waiters.deadlines), waiters.sought);
        } finally {
            this.lastTookInMs = this.clock.now() - startedAt;
        }
    }
}

async function inTime<T>(answer: Promise<T>, deadline: Deadline): Promise<T> {
    const over = new AbortController();
    const late = deadline.clock.sleep(deadline.remainingInMs() + graceInMs, over.signal).then(() => {
        const seconds = Math.round(deadline.elapsedInMs() / 1000);
        throw new DeadlineError(
            `The project's list could not be had within ${seconds} s. Run it again when the service answers, or give it longer with "timeouts".`,
        );
    });
    try {
        return await Promise.race([answer, late]);
    } finally {
        late.catch(() => undefined);
        over.abort();
    }
}
