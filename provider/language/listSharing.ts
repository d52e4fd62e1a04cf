import { DeadlineError } from "../http/deadlineError";
import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";
import { latestDeadline } from "../polling/latestDeadline";
import type { AssignedResource } from "./members";

/** How long a list waits for others that want it too. */
const gatheringInMs = 20;
/** Whoever has less time than those it shares with gives up so long after its own deadline. */
const graceInMs = 1_000;

/** Whoever waits for the same list. */
interface Waiters {
    answer: Promise<AssignedResource[]>;
    deadlines: Deadline[];
}

/** Serves everyone who asks for one project's list within some milliseconds from one request, made after the last of them asked. */
export class ListSharing {
    private gathering?: Waiters;

    constructor(
        private readonly clock: Clock,
        private readonly fetchList: (deadline: Deadline) => Promise<AssignedResource[]>,
    ) {}

    /**
     * Resolves to a list that was asked for no earlier than now. It is tried for until the latest deadline of those who
     * share it; each of them waits no longer than its own.
     */
    list(deadline: Deadline): Promise<AssignedResource[]> {
        this.gathering ??= this.gather();
        this.gathering.deadlines.push(deadline);
        return inTime(this.gathering.answer, deadline);
    }

    private gather(): Waiters {
        const waiters: Waiters = { answer: Promise.resolve([]), deadlines: [] };
        waiters.answer = this.fetchFor(waiters);
        return waiters;
    }

    private async fetchFor(waiters: Waiters): Promise<AssignedResource[]> {
        await this.clock.sleep(gatheringInMs);
        this.gathering = undefined;
        return this.fetchList(latestDeadline(waiters.deadlines));
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
