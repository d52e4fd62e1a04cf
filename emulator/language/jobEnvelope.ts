import type { World } from "../world.js";
import type { Job } from "./job.js";
import { wholeSecond } from "./wholeSecond.js";

/** A job as the service shows it. */
export interface JobEnvelope {
    readonly jobId: string;
    readonly createdDateTime: string;
    readonly lastUpdatedDateTime: string;
    readonly expirationDateTime: string;
    readonly status: string;
    readonly errors?: unknown;
}

/** Shows a job as it stands now. */
export function jobEnvelope(world: World, job: Job): JobEnvelope {
    const { status, updatedAt } = job.end ? { status: job.end.status, updatedAt: job.end.at } : progressOf(world, job);
    return {
        jobId: job.jobId,
        createdDateTime: nextSecond(job.createdAt),
        lastUpdatedDateTime: nextSecond(updatedAt),
        expirationDateTime: nextSecond(job.createdAt + job.lifetimeMs),
        status,
        ...(job.end?.errors === undefined ? {} : { errors: job.end.errors }),
    };
}

function progressOf(world: World, job: Job): { status: string; updatedAt: number } {
    const startsAt = world.jobs.startOf(job);
    const isRunning = startsAt <= world.now();
    return isRunning ? { status: "running", updatedAt: startsAt } : { status: "notStarted", updatedAt: job.createdAt };
}

/** A job that waits or has just begun, whatever has become of it since: what the service says at the first look. */
export function firstEnvelope(world: World, job: Job): JobEnvelope {
    const { errors: _, ...envelope } = jobEnvelope(world, job);
    return { ...envelope, lastUpdatedDateTime: envelope.createdDateTime, status: "notStarted" };
}

/** Times of jobs are whole seconds, up to one ahead of the `Date` of the answer, which is rounded down. */
function nextSecond(time: number): string {
    return wholeSecond(Math.ceil(time / 1000) * 1000);
}
