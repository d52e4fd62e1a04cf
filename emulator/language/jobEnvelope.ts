import type { World } from "../world.js";
import type { Job } from "./job.js";

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
        createdDateTime: isoTime(job.createdAt),
        lastUpdatedDateTime: isoTime(updatedAt),
        expirationDateTime: isoTime(job.createdAt + job.lifetimeMs),
        status,
        ...(job.end?.errors === undefined ? {} : { errors: job.end.errors }),
    };
}

function progressOf(world: World, job: Job): { status: string; updatedAt: number } {
    const startsAt = world.jobs.startOf(job);
    const isRunning = startsAt <= world.now();
    return isRunning ? { status: "running", updatedAt: startsAt } : { status: "notStarted", updatedAt: job.createdAt };
}

function isoTime(time: number): string {
    return new Date(time).toISOString();
}
