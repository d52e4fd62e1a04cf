import { isoNow } from "../../core/clock";
import { type Deadline, latestDeadline } from "../../core/deadline";
import { AbortedError, AmbiguousError, againHint, ServiceError } from "../../core/errors";
import { nextDelayInMs } from "../../core/poll";
import type { Sending } from "../../http/types";
import { canonicalArmId } from "../../validation/ids";
import type { StartedJob } from "../client";
import { type Job, type JobVerb, listLagInMs, summarizeJob } from "../jobs";
import {
    type AssignedResource,
    findMember,
    type MemberNames,
    type ResourceMetadata,
    unreachedMembers,
} from "../members";
import { projectLabel } from "../projectAddress";
import { JobFailedError, UnsettledError } from "./errors";
import { type Followed, followJob } from "./followJob";
import type { LaneTicket } from "./laneTicket";

/** How long to look for the effect of a request whose answer was lost before it is sent again. */
const lostAnswerInMs = 15_000;
/** How long to look for the effect of a request that was taken but whose job cannot be followed. */
const lostJobInMs = 300_000;

/** What one ticket wants of one job. */
export interface Wish {
    ticket: LaneTicket;
    members: readonly ResourceMetadata[];
}

/** What running a job needs of the lane. */
export interface JobHost {
    /** Of the wishes those whose job may be sent now; the others have their verdict. */
    admit(verb: JobVerb, wishes: readonly Wish[], deadline: Deadline): Promise<readonly Wish[]>;
    /** Starts the job by a request that is sent as `sending` says; throws what that or the http pipeline throws. */
    start(
        verb: JobVerb,
        members: readonly ResourceMetadata[],
        deadline: Deadline,
        sending: Sending,
    ): Promise<StartedJob>;
    /** Lists the project and notes the list in every ticket of the round. */
    observe(deadline: Deadline): Promise<AssignedResource[]>;
    /** The client that follows jobs. */
    client: Parameters<typeof followJob>[2]["client"];
    /** How members are called. */
    names: MemberNames;
    /** Says one line to the person who waits. */
    say(line: string): void;
}

/** How a job is run. */
export interface RunJobOptions {
    /** Whether the list proves nothing of the members, even where it shows what is wanted. Default false. */
    doubtful?: boolean;
    /** Until when the list may lag behind an earlier job that may have done a part, in milliseconds since the epoch. Default: none. */
    lagsUntil?: number;
}

/**
 * Runs one job for all wishes together, to its end and until the list shows it. What counts is what the list says:
 * a job that failed but whose effect is there is done. A lost answer is looked for before the request is repeated,
 * and a 409 (someone else's job) is waited out. Each attempt is made for those that still wait, and for nobody else.
 * @throws JobFailedError when the job ended otherwise; UnsettledError when it may still have effect; else the request's error.
 */
export async function runJob(
    host: JobHost,
    verb: JobVerb,
    wishes: readonly Wish[],
    options: RunJobOptions = {},
): Promise<void> {
    const run = new JobRun(host, verb, wishes, options);
    while (!(await run.attempt())) {
        run.deadline.throwIfAborted();
    }
}

/** Who waits for a request, or may have it sent, has changed since it was made: it is made anew. */
class OutdatedError extends Error {}

class JobRun {
    private members: ResourceMetadata[];
    /** Bounds an attempt: the deadline, of those it is made for, that comes last. */
    deadline: Deadline;
    /** The list as this job last saw it. */
    private list: readonly AssignedResource[] = [];
    private firstConflictAt?: number;
    /** Take back what the tickets have noted of a request that was not sent, or surely had no effect. */
    private takeBack: (() => void)[] = [];

    constructor(
        private readonly host: JobHost,
        private readonly verb: JobVerb,
        private wishes: readonly Wish[],
        private readonly options: RunJobOptions,
    ) {
        this.members = membersOf(wishes);
        this.deadline = deadlineOf(wishes);
    }

    /** Sends once and sees it through; false when it has to be sent again. Nothing is sent where nobody waits for it any more. */
    async attempt(): Promise<boolean> {
        if (this.deadline.isShuttingDown) {
            throw new AbortedError("Stopped", `${this.action()} was not begun: Pulumi was asked to stop. ${againHint}`);
        }
        await this.keepWhoWaits();
        if (this.members.length === 0) {
            return true;
        }
        let started: StartedJob;
        try {
            started = await this.host.start(this.verb, this.members, this.deadline, this.sending());
        } catch (error) {
            if (error instanceof AmbiguousError) {
                // What was noted stays, whatever becomes of further attempts.
                this.takeBack = [];
                return this.lookForEffect(lostAnswerInMs, error);
            }
            this.forgetSending();
            return error instanceof OutdatedError ? false : this.waitOutConflict(error);
        }
        return this.seeThrough(started);
    }

    /** A request may wait for minutes, to be sent or sent again: only for who waits still, and may be served still, it is. */
    private sending(): Sending {
        return {
            judge: async () => {
                this.forgetSending();
                const { members } = this;
                await this.keepWhoWaits();
                if (this.members.length < members.length) {
                    throw new OutdatedError();
                }
            },
            note: () => {
                if (!this.wishes.every(({ ticket }) => ticket.waits)) {
                    throw new OutdatedError();
                }
                this.takeBack = this.wishes.map(({ ticket, members }) =>
                    ticket.sending(
                        this.verb,
                        members.map((m) => m.azureResourceId),
                    ),
                );
            },
        };
    }

    private forgetSending(): void {
        for (const undo of this.takeBack) {
            undo();
        }
        this.takeBack = [];
    }

    /** Leaves out whoever has its verdict, or whose time is up, or who may not be served now: nobody would know of what is done for it. */
    private async keepWhoWaits(): Promise<void> {
        const waiting = this.wishes.filter(({ ticket }) => ticket.waits);
        const admitted = waiting.length > 0 ? await this.host.admit(this.verb, waiting, deadlineOf(waiting)) : [];
        const wishes = admitted.filter(({ ticket }) => ticket.waits);
        for (const { ticket } of this.wishes.filter((wish) => !wishes.includes(wish))) {
            ticket.expire();
        }
        const left = new Set(membersOf(wishes).map(keyOf));
        this.wishes = wishes;
        this.members = this.members.filter((member) => left.has(keyOf(member)));
        this.deadline = wishes.length > 0 ? deadlineOf(wishes) : this.deadline;
    }

    private async seeThrough(started: StartedJob): Promise<boolean> {
        const { jobId } = started;
        if (jobId === undefined) {
            this.host.say(`${projectLabel(this.host.client.project)}: ${started.problem}; looking at the list instead`);
            return (
                (await this.lookForEffect(lostJobInMs)) ||
                this.giveUp(`${started.problem}, and the list does not show it`)
            );
        }
        for (const { ticket } of this.wishes) {
            Object.assign(ticket.facts.pending ?? {}, { jobId });
        }
        const job = await this.follow({ ...started, jobId });
        if (job instanceof Error) {
            this.host.say(`${job.message} Its effect is looked for in the list, for some minutes at most.`);
            return (await this.lookForEffect(lostJobInMs, job)) || this.giveUp(`job ${jobId} cannot be followed`, job);
        }
        return this.judge(job);
    }

    /** The job once it has ended, or the definite error that keeps it from being read (404 after it expired, say). */
    private async follow(started: StartedJob & { jobId: string }): Promise<Job | Error> {
        let followed: Followed;
        try {
            followed = await followJob(this.verb, started, this.followOptions());
        } catch (error) {
            if (error instanceof ServiceError) {
                return error;
            }
            return this.giveUp(`job ${started.jobId} could not be followed to its end`, error);
        }
        const { ended, job } = followed;
        this.note(job);
        const late = this.deadline.isShuttingDown
            ? "had not ended when Pulumi was asked to stop"
            : "has not ended in time";
        return ended ? job : this.giveUp(`job ${job.jobId} ${late}; its last status is "${job.status}"`);
    }

    private async judge(job: Job): Promise<boolean> {
        if (job.status === "succeeded") {
            return (
                (await this.lookForEffect(listLagInMs)) ||
                this.giveUp(`job ${job.jobId} succeeded, but the list does not show it`)
            );
        }
        // One of several may be all that the service objected to: of members in doubt only a job of their own tells.
        const isTold = !this.options.doubtful || this.members.length === 1;
        if (isTold && (await this.lookForEffect(this.lagInMs()))) {
            return true;
        }
        if (isTold && job.status === "failed") {
            this.noteForeign(this.wishes);
            if (this.dropReached()) {
                this.clearPending();
                return false;
            }
        }
        if (job.status !== "partiallyCompleted") {
            this.clearPending();
        }
        throw new JobFailedError(this.action(), this.verb, job);
    }

    private lagInMs(): number {
        return Math.max(0, (this.options.lagsUntil ?? 0) - this.deadline.clock.now());
    }

    /**
     * A failed job took no effect: what the list shows as wanted nevertheless, somebody else did meanwhile, and it may be
     * all that the service objected to. Whether there is such, and so a reason to try again without it.
     */
    private dropReached(): boolean {
        const left = unreachedMembers(this.verb, this.members, this.list);
        const isNews = left.length < this.members.length;
        this.members = left;
        return isNews;
    }

    /**
     * Members of wishes that are there though no request of ours had any effect: somebody else's job did that, so they are not ours by
     * themselves, and what must not be there is refused.
     */
    private noteForeign(wishes: readonly Wish[]): void {
        for (const { ticket, members } of this.verb === "assign" ? wishes : []) {
            const { before = [] } = ticket.facts;
            const ids = members.map(({ azureResourceId }) => azureResourceId).filter((id) => !findMember(before, id));
            const foreign = ids.flatMap((id) => findMember(this.list, id) ?? []);
            ticket.facts.before = [...before, ...foreign];
            const error = foreign.length > 0 ? ticket.work.judge?.(foreign) : undefined;
            if (error) {
                ticket.settle(error);
            }
        }
    }

    /** Looks at the list until it shows what was wanted, for at most so long; at least once. */
    private async lookForEffect(windowInMs: number, lost?: Error): Promise<boolean> {
        const { clock } = this.deadline;
        const startedAt = clock.now();
        try {
            for (;;) {
                this.list = await this.host.observe(this.deadline);
                if (this.shows(this.list)) {
                    this.clearPending();
                    return true;
                }
                const elapsedInMs = clock.now() - startedAt;
                if (elapsedInMs >= windowInMs) {
                    return false;
                }
                if (!(await this.deadline.sleepBeforeTry(nextDelayInMs({ elapsedInMs })))) {
                    const end = this.deadline.isShuttingDown ? "Pulumi was asked to stop" : "the time limit came";
                    return this.giveUp(`${end} before its effect was seen`, lost);
                }
            }
        } catch (error) {
            throw error instanceof UnsettledError ? error : this.unsettled("what it did cannot be seen", lost ?? error);
        }
    }

    private async waitOutConflict(error: unknown): Promise<boolean> {
        if (!(error instanceof ServiceError) || error.statusCode !== 409) {
            throw error;
        }
        const now = this.deadline.clock.now();
        if (this.firstConflictAt === undefined) {
            this.firstConflictAt = now;
            this.host.say(
                `${projectLabel(this.host.client.project)}: another job is changing the project; waiting for it to end`,
            );
        }
        if (!(await this.deadline.sleepBeforeTry(nextDelayInMs({ elapsedInMs: now - this.firstConflictAt })))) {
            throw error;
        }
        this.list = await this.host.observe(this.deadline);
        this.noteForeign(this.wishes.filter(({ ticket }) => !ticket.facts.effective));
        if (this.options.doubtful) {
            // The other job may be the very one that makes them so.
            return false;
        }
        // The other job may have done a part of this one.
        this.dropReached();
        if (this.members.length > 0) {
            return false;
        }
        // It may even have been an earlier one of ours, whose answer was lost.
        this.clearPending();
        return true;
    }

    private shows(list: readonly AssignedResource[]): boolean {
        const wanted = this.verb === "assign";
        return this.members.every((member) => (findMember(list, member.azureResourceId) !== undefined) === wanted);
    }

    private note(job: Job): void {
        const name = this.verb === "assign" ? "assignJob" : "unassignJob";
        for (const { ticket } of this.wishes) {
            ticket.facts[name] = summarizeJob(job);
        }
    }

    private clearPending(): void {
        for (const { ticket } of this.wishes) {
            ticket.facts.pending = undefined;
        }
    }

    private giveUp(why: string, cause?: unknown): never {
        throw this.unsettled(why, cause);
    }

    private unsettled(why: string, cause?: unknown): UnsettledError {
        const told = cause instanceof Error ? ` Last error: ${cause.message}` : "";
        const message = `${this.action()} is not settled: ${why}.${told}`;
        const members = this.members.map((member) => member.azureResourceId);
        const since = isoNow(this.deadline.clock);
        return new UnsettledError(
            message,
            this.wishes[0]?.ticket.facts.pending ?? { verb: this.verb, members, since },
            cause,
        );
    }

    private action(): string {
        const verb = this.verb === "assign" ? "Assigning" : "Unassigning";
        const names = this.host.names.list(this.members.map((member) => member.azureResourceId));
        const preposition = this.verb === "assign" ? "to" : "from";
        return `${verb} ${names} ${preposition} ${projectLabel(this.host.client.project)}`;
    }

    private followOptions() {
        const { client, names } = this.host;
        const members = names.list(this.members.map((member) => member.azureResourceId));
        return { client, deadline: this.deadline, members, say: (line: string) => this.host.say(line) };
    }
}

/** States of two resources may both hold a member, and the service refuses one that is named twice. */
function membersOf(wishes: readonly Wish[]): ResourceMetadata[] {
    return [...new Map(wishes.flatMap(({ members }) => members).map((one) => [keyOf(one), one] as const)).values()];
}

function deadlineOf(wishes: readonly Wish[]): Deadline {
    return latestDeadline(wishes.map(({ ticket }) => ticket.work.deadline));
}

function keyOf({ azureResourceId }: ResourceMetadata): string {
    return canonicalArmId(azureResourceId);
}
