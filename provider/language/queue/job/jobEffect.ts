import { ServiceError } from "../../../core/errors";
import { pollUntil } from "../../../core/poll";
import type { StartedJob } from "../../client";
import { type Job, listLagInMs } from "../../jobs";
import { JobFailedError, UnsettledError } from "../errors";
import { burstInRequests } from "../seenList";
import { followJob } from "./followJob";
import type { JobState } from "./jobState";

/** How long to look for the effect of a request that was taken but whose job cannot be followed. */
const lostJobInMs = 300_000;
/** How long after its start the job of a burst is first looked at: a look at once was never recorded to find a job begun. */
const burstLookInMs = 400;

/**
 * Follows a job that the service has taken to its end, and until the list shows its effect. True when it is done, false when it has to be
 * sent again without what others have done meanwhile.
 * @throws JobFailedError when it ended otherwise; UnsettledError when it may still have an effect.
 */
export async function seeThrough(state: JobState, { jobId, problem, retryAfterInMs }: StartedJob): Promise<boolean> {
    const { plan, progress, shares, project } = state;
    if (jobId === undefined) {
        plan.say(`${project}: ${problem}; looking at the list instead`);
        return mustShow(state, lostJobInMs, `${problem}, and the list does not show it`);
    }
    progress.named(shares, jobId);
    const isBurst = shares.length >= burstInRequests;
    const job = await follow(state, { jobId, retryAfterInMs: retryAfterInMs ?? (isBurst ? burstLookInMs : undefined) });
    if (job instanceof Error) {
        plan.say(`${job.message} Its effect is looked for in the list, for some minutes at most.`);
        return mustShow(state, lostJobInMs, `job ${jobId} cannot be followed`, job);
    }
    return job.status === "succeeded"
        ? mustShow(state, listLagInMs, `job ${job.jobId} succeeded, but the list does not show it`)
        : judge(state, job);
}

/** The job once it has ended, or the definite error that keeps it from being read (404 after it expired, say). */
async function follow(state: JobState, started: StartedJob & { jobId: string }): Promise<Job | Error> {
    const { client, verb, say } = state.plan;
    const { deadline, memberNames: members } = state;
    try {
        const { ended, job } = await followJob(verb, started, { client, deadline, members, say });
        state.progress.seen(state.shares, job);
        if (ended) {
            return job;
        }
        const late = deadline.isShuttingDown ? "had not ended when Pulumi was asked to stop" : "has not ended in time";
        throw state.unsettled(`job ${job.jobId} ${late}; its last status is "${job.status}"`);
    } catch (error) {
        if (error instanceof ServiceError) {
            return error;
        }
        throw error instanceof UnsettledError
            ? error
            : state.unsettled(`job ${started.jobId} could not be followed to its end`, error);
    }
}

/** What a job without success comes to: done where the list shows it, to be sent again where others did a part of it. */
async function judge(state: JobState, job: Job): Promise<boolean> {
    const { plan, progress, shares, members } = state;
    // One of several may be all that the service objected to: of unverified members only a job of their own tells.
    const isTelling = !plan.unverified || members.all.length === 1;
    if (isTelling && (await lookForEffect(state, lagInMs(state)))) {
        return true;
    }
    if (isTelling && job.status === "failed") {
        state.noteForeign(shares);
        if (members.dropReached()) {
            progress.failed(shares);
            return false;
        }
    }
    const error = new JobFailedError(state.action, plan.verb, job);
    if (job.status !== "partiallyCompleted") {
        progress.failed(shares);
    }
    throw progress.hasLost ? state.unsettled("the answer to an earlier attempt was lost", error) : error;
}

function lagInMs({ plan, deadline }: JobState): number {
    return Math.max(0, (plan.lagsUntil ?? 0) - deadline.clock.now());
}

/** Looks for the effect; where the list does not come to show it, the job is unsettled. */
async function mustShow(state: JobState, windowInMs: number, otherwise: string, lost?: Error): Promise<boolean> {
    if (await lookForEffect(state, windowInMs, lost)) {
        return true;
    }
    throw state.unsettled(otherwise, lost);
}

/** Looks at the list until it shows what was wanted, for at most so long; at least once. */
export async function lookForEffect(state: JobState, windowInMs: number, lost?: Error): Promise<boolean> {
    const { deadline, members } = state;
    const startedAt = deadline.clock.now();
    const poll = async () => {
        await state.look();
        const isShown = members.areShown;
        return { done: isShown || deadline.clock.now() - startedAt >= windowInMs, value: isShown };
    };
    const { done, value: isShown } = await pollUntil({ deadline, poll }).catch((error) => {
        throw state.unsettled("what it did cannot be seen", lost ?? error);
    });
    if (!done) {
        const end = deadline.isShuttingDown ? "Pulumi was asked to stop" : "the time limit came";
        throw state.unsettled(`${end} before its effect was seen`, lost);
    }
    if (isShown) {
        state.progress.ended(state.shares);
    }
    return isShown;
}
