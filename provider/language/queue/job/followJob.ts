import type { Deadline } from "../../../core/deadline";
import { pollUntil } from "../../../core/poll";
import { formatElapsed, type Say } from "../../../core/text";
import type { AuthoringClient, StartedJob } from "../../client";
import { hasEnded, type Job, type JobVerb } from "../../jobs";
import { projectLabel } from "../../projectAddress";

/** Elapsed times at which a long job says that it lives; after the last, every two minutes. */
const heartbeatsInMs = [15_000, 30_000, 60_000, 120_000];

/** What following needs from outside. */
export interface FollowOptions {
    client: AuthoringClient;
    deadline: Deadline;
    /** The job's members, as lines name them. */
    members: string;
    /** Whether an earlier run started the job. Default false. */
    isEarlier?: boolean;
    /** Says one line to the person who waits. */
    say: Say;
}

/** A job as last seen, and whether that was its end. */
export interface Followed {
    ended: boolean;
    job: Job;
}

/**
 * Follows a job until it ends or the deadline comes. Says that the job has started, or is followed on, now and then that it
 * lives, and when it ends; never a line a poll.
 */
export async function followJob(
    verb: JobVerb,
    started: StartedJob & { jobId: string },
    options: FollowOptions,
): Promise<Followed> {
    const { client, deadline, members, isEarlier, say } = options;
    const { jobId } = started;
    const name = `${projectLabel(client.project)}: ${verb} job ${jobId} (${members})`;
    const startedAt = deadline.clock.now();
    const heartbeat = createHeartbeat();
    say(isEarlier ? `${name} of an earlier run is followed to its end` : `${name} started`);
    if (started.retryAfterInMs) {
        await deadline.sleepBeforeTry(started.retryAfterInMs);
    }
    let isFirstLook = true;
    const { done, value } = await pollUntil<Job>({
        deadline,
        startedAt,
        poll: async () => {
            const { job, retryAfterInMs } = await client.job(verb, jobId, deadline, isFirstLook);
            isFirstLook = false;
            return { done: hasEnded(job.status), value: job, retryAfterInMs };
        },
        onWait: (job, elapsedInMs) => {
            if (heartbeat(elapsedInMs)) {
                say(`${name} is "${job.status}" after ${formatElapsed(elapsedInMs)}`, "progress");
            }
        },
    });
    if (done) {
        say(`${name} ended "${value.status}" after ${formatElapsed(deadline.clock.now() - startedAt)}`);
    }
    return { ended: done, job: value };
}

function createHeartbeat(): (elapsedInMs: number) => boolean {
    let beats = 0;
    return (elapsedInMs) => {
        const last = heartbeatsInMs.length - 1;
        const next = beats <= last ? heartbeatsInMs[beats] : (heartbeatsInMs[last] ?? 0) * (beats - last + 1);
        if (next === undefined || elapsedInMs < next) {
            return false;
        }
        beats += 1;
        return true;
    };
}
