import type { Clock } from "../polling/clock";
import type { Deadline } from "../polling/deadline";
import type { AssignedResource } from "./members";

/** How long a list waits for others that want it too. */
const gatheringInMs = 20;

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

    /** Resolves to a list that was asked for no earlier than now; bounded by the latest deadline of those who share it. */
    list(deadline: Deadline): Promise<AssignedResource[]> {
        if (this.gathering) {
            this.gathering.deadlines.push(deadline);
            return this.gathering.answer;
        }
        const waiters: Waiters = { answer: Promise.resolve([]), deadlines: [deadline] };
        waiters.answer = this.fetchFor(waiters);
        this.gathering = waiters;
        return waiters.answer;
    }

    private async fetchFor(waiters: Waiters): Promise<AssignedResource[]> {
        await this.clock.sleep(gatheringInMs, waiters.deadlines[0]?.signal);
        this.gathering = undefined;
        return this.fetchList(waiters.deadlines.reduce((latest, next) => (next.at > latest.at ? next : latest)));
    }
}
