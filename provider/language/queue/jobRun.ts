import type { Deadline } from "../../core/deadline";
import { AbortedError, AmbiguousError, againHint, ServiceError } from "../../core/errors";
import { nextDelayInMs, pollUntil } from "../../core/poll";
import type { Sending } from "../../http/types";
import type { StartedJob } from "../client";
import { type Job, listLagInMs } from "../jobs";
import { findMember } from "../members";
import { projectLabel } from "../projectAddress";
import { actionOf, JobFailedError, UnsettledError, unsettledError } from "./errors";
import { followJob } from "./followJob";
import { deadlineOf, JobMembers, type JobPlan } from "./jobPlan";
import { JobProgress, pendingJob } from "./jobProgress";
import type { Share } from "./queuedRequest";
import { burstInRequests } from "./seenList";

/** How long to look for the effect of a request whose answer was lost before it is sent again. */
const lostAnswerInMs = 15_000;
/** How long to look for the effect of a request that was taken but whose job cannot be followed. */
const lostJobInMs = 300_000;

/** How long after its start the job of a burst is looked at first: the look at once, which is recorded to find no job begun, is left out. */
const burstLookInMs = 400;

/** Who waits for a request, or may have it sent, has changed since it was made: it is made anew. */
class OutdatedError extends Error {}

/**
 * One job for several requests, to its end and until the list shows it. What counts is what the list says: a job that
 * failed but whose effect is there is done. A lost answer is looked for before the POST is repeated, and a 409 (someone
 * else's job) is waited out. Each attempt is made for those that still wait, and for nobody else.
 */
export class JobRun {
    /** How far it is, for each request. */
    readonly progress: JobProgress;
    private shares: readonly Share[];
    private readonly members: JobMembers;
    /** Bounds an attempt: the deadline, of those it is made for, that comes last. */
    private deadline: Deadline;
    private firstConflictAt?: number;

    constructor(private readonly plan: JobPlan) {
        const { verb, shares, known } = plan;
        this.progress = new JobProgress(verb, shares, known);
        this.shares = shares;
        this.members = new JobMembers(verb, shares);
        this.deadline = deadlineOf(shares);
    }

    /** @throws JobFailedError when the job ended otherwise; UnsettledError when it may still have effect; else the request's error. */
    async run(): Promise<void> {
        while (!(await this.attempt())) {
            this.deadline.throwIfAborted();
        }
    }

    /** Sends once and sees it through; false when it has to be sent again. Nothing is sent where nobody waits for it any more. */
    private async attempt(): Promise<boolean> {
        if (this.deadline.isShuttingDown) {
            throw new AbortedError("Stopped", `${this.action()} was not begun: Pulumi was asked to stop. ${againHint}`);
        }
        await this.keepWhoWaits();
        if (this.members.all.length === 0) {
            return true;
        }
        let started: StartedJob;
        try {
            started = await this.plan.client.start(this.plan.verb, this.members.all, this.deadline, this.sending());
        } catch (error) {
            if (error instanceof AmbiguousError) {
                this.progress.maybeSent();
                return this.plan.unverified ? this.waitToRepeat(error) : this.lookForEffect(lostAnswerInMs, error);
            }
            this.progress.notSent();
            return error instanceof OutdatedError ? false : this.waitOutConflict(error);
        }
        return this.seeThrough(started);
    }

    /** No list shows whether a request for unverified members arrived, so after a while it is sent again: false, for the next attempt. */
    private async waitToRepeat(lost: AmbiguousError): Promise<false> {
        if (!(await this.deadline.sleepBeforeTry(lostAnswerInMs))) {
            throw this.unsettled("the answer was lost", lost);
        }
        return false;
    }

    /** A request may wait for minutes, to be sent or sent again: only for who waits still, and may be served still, it is. */
    private sending(): Sending {
        return {
            judge: async () => {
                this.progress.notSent();
                if (await this.keepWhoWaits()) {
                    throw new OutdatedError();
                }
            },
            note: () => {
                if (!this.shares.every(({ request }) => request.isWaiting)) {
                    throw new OutdatedError();
                }
                this.plan.onSending();
                this.progress.sending(this.shares, this.deadline.clock);
            },
        };
    }

    /**
     * Leaves out whoever has a result, or whose time is up, or who may not be served now: nobody would know of what is done
     * for it. Whether that leaves out members.
     */
    private async keepWhoWaits(): Promise<boolean> {
        this.shares = await this.plan.admit(this.shares);
        this.deadline = this.shares.length > 0 ? deadlineOf(this.shares) : this.deadline;
        return this.members.keep(this.shares);
    }

    private async seeThrough({ jobId, problem, retryAfterInMs }: StartedJob): Promise<boolean> {
        if (jobId === undefined) {
            this.plan.say(`${this.project()}: ${problem}; looking at the list instead`);
            return this.mustShow(lostJobInMs, `${problem}, and the list does not show it`);
        }
        this.progress.named(this.shares, jobId);
        const isBurst = this.shares.length >= burstInRequests;
        const job = await this.follow({
            jobId,
            retryAfterInMs: retryAfterInMs ?? (isBurst ? burstLookInMs : undefined),
        });
        if (job instanceof Error) {
            this.plan.say(`${job.message} Its effect is looked for in the list, for some minutes at most.`);
            return this.mustShow(lostJobInMs, `job ${jobId} cannot be followed`, job);
        }
        return job.status === "succeeded"
            ? this.mustShow(listLagInMs, `job ${job.jobId} succeeded, but the list does not show it`)
            : this.judge(job);
    }

    /** The job once it has ended, or the definite error that keeps it from being read (404 after it expired, say). */
    private async follow(started: StartedJob & { jobId: string }): Promise<Job | Error> {
        const { client, verb, say } = this.plan;
        try {
            const members = this.memberNames();
            const { ended, job } = await followJob(verb, started, { client, deadline: this.deadline, members, say });
            this.progress.seen(this.shares, job);
            if (ended) {
                return job;
            }
            const isStopped = this.deadline.isShuttingDown;
            const late = isStopped ? "had not ended when Pulumi was asked to stop" : "has not ended in time";
            throw this.unsettled(`job ${job.jobId} ${late}; its last status is "${job.status}"`);
        } catch (error) {
            if (error instanceof ServiceError) {
                return error;
            }
            const isTold = error instanceof UnsettledError;
            throw isTold ? error : this.unsettled(`job ${started.jobId} could not be followed to its end`, error);
        }
    }

    /** What a job without success comes to: done where the list shows it, to be sent again where others did a part of it. */
    private async judge(job: Job): Promise<boolean> {
        // One of several may be all that the service objected to: of unverified members only a job of their own tells.
        const isTelling = !this.plan.unverified || this.members.all.length === 1;
        if (isTelling && (await this.lookForEffect(this.lagInMs()))) {
            return true;
        }
        if (isTelling && job.status === "failed") {
            this.noteForeign(this.shares);
            if (this.members.dropReached()) {
                this.progress.failed(this.shares);
                return false;
            }
        }
        const error = new JobFailedError(this.action(), this.plan.verb, job);
        if (job.status !== "partiallyCompleted") {
            this.progress.failed(this.shares);
        }
        throw this.progress.hasLost ? this.unsettled("the answer to an earlier attempt was lost", error) : error;
    }

    private lagInMs(): number {
        return Math.max(0, (this.plan.lagsUntil ?? 0) - this.deadline.clock.now());
    }

    /** Somebody else's job brought members while ours had no effect: they are not ours by themselves. */
    private noteForeign(shares: readonly Share[]): void {
        for (const { request, members } of this.plan.verb === "assign" ? shares : []) {
            const { before = [] } = this.progress.of(request) ?? {};
            const ids = members.map(({ azureResourceId }) => azureResourceId).filter((id) => !findMember(before, id));
            const foreign = ids.flatMap((id) => findMember(this.members.list, id) ?? []);
            this.progress.foundBefore(request, foreign);
            if (foreign.length > 0) {
                this.plan.onForeign(request, foreign);
            }
        }
    }

    /** Looks for the effect, and is unsettled where the list does not come to show it. */
    private async mustShow(windowInMs: number, otherwise: string, lost?: Error): Promise<boolean> {
        if (await this.lookForEffect(windowInMs, lost)) {
            return true;
        }
        throw this.unsettled(otherwise, lost);
    }

    /** Looks at the list until it shows what was wanted, for at most so long; at least once. */
    private async lookForEffect(windowInMs: number, lost?: Error): Promise<boolean> {
        const { deadline } = this;
        const startedAt = deadline.clock.now();
        const poll = async () => {
            this.members.list = await this.plan.observe(deadline);
            const isShown = this.members.areShown;
            return { done: isShown || deadline.clock.now() - startedAt >= windowInMs, value: isShown };
        };
        const { done, value: isShown } = await pollUntil({ deadline, poll }).catch((error) => {
            throw this.unsettled("what it did cannot be seen", lost ?? error);
        });
        if (!done) {
            const end = deadline.isShuttingDown ? "Pulumi was asked to stop" : "the time limit came";
            throw this.unsettled(`${end} before its effect was seen`, lost);
        }
        if (isShown) {
            this.progress.ended(this.shares);
        }
        return isShown;
    }

    /** Whether it is done by now; false where it is to be sent again. What is refused for good is thrown. */
    private async waitOutConflict(error: unknown): Promise<boolean> {
        if (!(error instanceof ServiceError) || error.statusCode !== 409) {
            throw error;
        }
        const now = this.deadline.clock.now();
        if (this.firstConflictAt === undefined) {
            this.firstConflictAt = now;
            this.plan.say(`${this.project()}: another job is changing the project; waiting for it to end`);
        }
        if (!(await this.deadline.sleepBeforeTry(nextDelayInMs({ elapsedInMs: now - this.firstConflictAt })))) {
            throw error;
        }
        this.members.list = await this.plan.observe(this.deadline);
        this.noteForeign(this.shares.filter(({ request }) => !this.progress.of(request)?.effective));
        if (this.plan.unverified) {
            // The other job may be the very one that makes them so.
            return false;
        }
        // The other job may have done a part of this one.
        this.members.dropReached();
        if (this.members.all.length > 0) {
            return false;
        }
        // It may even have been an earlier one of ours, whose answer was lost.
        this.progress.ended(this.shares);
        return true;
    }

    private unsettled(why: string, cause?: unknown): UnsettledError {
        const [first] = this.shares;
        const pending = first && this.progress.of(first.request)?.pending;
        return unsettledError(this.action(), why, {
            pending: pending ?? pendingJob(this.plan.verb, this.members.all, this.deadline.clock),
            cause,
        });
    }

    private action(): string {
        return actionOf(this.plan.verb, this.memberNames(), this.plan.client.project);
    }

    private memberNames(): string {
        return this.plan.names.list(this.members.ids);
    }

    private project(): string {
        return projectLabel(this.plan.client.project);
    }
}
