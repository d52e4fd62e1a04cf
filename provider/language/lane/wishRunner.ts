import { AbortedError, AuthError, asError, ServiceError } from "../../core/errors";
import { type JobVerb, listLagInMs } from "../jobs";
import { type AssignedResource, unreachedMembers } from "../members";
import { JobFailedError, UnsettledError } from "./errors";
import type { LaneTicket } from "./laneTicket";
import { type JobHost, type RunJobOptions, runJob, type Wish } from "./runJob";

/** Runs jobs for the wishes of several tickets: together where that goes well, else so that each gets its own verdict. */
export class WishRunner {
    constructor(
        private readonly host: JobHost,
        /** The list as last seen. */
        private readonly list: () => readonly AssignedResource[],
    ) {}

    /** Runs one job for members that the list shows otherwise than wanted; what fails settles its ticket. Never rejects. */
    async run(verb: JobVerb, wanted: readonly Wish[]): Promise<void> {
        const wishes = openOnes(wanted);
        const error = await this.failureOf(verb, wishes);
        if (error === undefined) {
            return;
        }
        const options = lagAfter(wishes, error);
        for (const wish of wishes) {
            await this.settleOne(verb, wish, error, wishes.length === 1, options);
        }
    }

    /**
     * Runs one job for members of which the list proves nothing. What seems to be done already may be refused for just
     * that, and the rest with it: then there is a job for each. Never rejects.
     */
    async runDoubtful(verb: JobVerb, wanted: readonly Wish[]): Promise<void> {
        const wishes = openOnes(wanted);
        const error = await this.failureOf(verb, wishes, { doubtful: true });
        if (error === undefined) {
            return;
        }
        for (const { ticket, members } of wishes) {
            if (!(error instanceof JobFailedError)) {
                await this.settleOne(verb, { ticket, members }, error, wishes.length === 1);
                continue;
            }
            for (const member of members) {
                await this.runAlone(verb, { ticket, members: [member] });
            }
        }
    }

    private async failureOf(
        verb: JobVerb,
        wishes: readonly Wish[],
        options?: RunJobOptions,
    ): Promise<unknown | undefined> {
        if (wishes.length === 0) {
            return undefined;
        }
        try {
            await runJob(this.host, verb, wishes, options);
            return undefined;
        } catch (error) {
            return error;
        }
    }

    /** A job of many went wrong: whose wish is reached is done, any other gets a job, and so a verdict, of its own. */
    private async settleOne(
        verb: JobVerb,
        wish: Wish,
        error: unknown,
        isOnly: boolean,
        options?: RunJobOptions,
    ): Promise<void> {
        const { ticket, members } = wish;
        const rest = unreachedMembers(verb, members, this.list(), ticket.work.doubtful);
        if (isOnly || isEverybodys(error)) {
            ticket.settle(ownError(ticket, error));
        } else if (rest.length === 0) {
            ticket.facts.pending = undefined;
        } else {
            await this.runAlone(verb, { ticket, members: rest }, options);
        }
    }

    private async runAlone(verb: JobVerb, wish: Wish, options?: RunJobOptions): Promise<void> {
        if (!wish.ticket.open) {
            return;
        }
        try {
            await runJob(this.host, verb, [wish], options);
        } catch (error) {
            wish.ticket.settle(asError(error));
        }
    }
}

function openOnes(wishes: readonly Wish[]): Wish[] {
    return wishes.filter(({ ticket, members }) => ticket.open && members.length > 0);
}

/** What a job did in part may not show yet, and then a second one is refused for just that. */
function lagAfter(wishes: readonly Wish[], error: unknown): RunJobOptions | undefined {
    const clock = wishes[0]?.ticket.work.deadline.clock;
    const isPart = error instanceof JobFailedError && error.job.status === "partiallyCompleted";
    return isPart && clock ? { lagsUntil: clock.now() + listLagInMs } : undefined;
}

/** An unsettled job of many is unsettled for each by the members that are its own. */
function ownError(ticket: LaneTicket, error: unknown): Error {
    const { pending } = ticket.facts;
    return error instanceof UnsettledError && pending
        ? new UnsettledError(error.message, pending, error.cause)
        : asError(error);
}

/** Failures that no ticket alone can be blamed for, so that trying one by one would only repeat them. */
function isEverybodys(error: unknown): boolean {
    const signIn = error instanceof AuthError || (error instanceof ServiceError && error.statusCode === 401);
    return signIn || error instanceof AbortedError || error instanceof UnsettledError;
}
