import { type Answer, emptyAnswer, jsonAnswer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan, Verdict } from "../http/plan.js";
import type { World } from "../world.js";
import { type Job, type JobKind, type JobOrder, makeJob } from "./jobs.js";
import { errorsUnder } from "./landJob.js";
import { languageRefusal } from "./languageError.js";
import { type Project, projectKey } from "./project.js";
import { readAssignBody, readUnassignBody } from "./readBody.js";
import { type WireNames, wholeSecond } from "./versions.js";

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
function firstEnvelope(world: World, job: Job): JobEnvelope {
    const { errors: _, ...envelope } = jobEnvelope(world, job);
    return { ...envelope, lastUpdatedDateTime: envelope.createdDateTime, status: "notStarted" };
}

/** Times of jobs are whole seconds, up to one ahead of the `Date` of the answer, which is rounded down. */
function nextSecond(time: number): string {
    return wholeSecond(Math.ceil(time / 1000) * 1000);
}

// A fault ends a running job with one of these; any other word is only said once, and the job goes on.
const ends = ["succeeded", "failed", "cancelled", "partiallyCompleted"];

/** Plans an assign or unassign request: 202 with the address of a new job. */
export function planJobStart(
    world: World,
    incoming: Incoming,
    project: Project,
    kind: JobKind,
    names: WireNames,
): Plan {
    const order = orderOf(world, incoming, project, kind, names);
    if (world.options.concurrentJobs === "conflict" && world.jobs.isBusy(order.project)) {
        throw languageRefusal("Conflict", "Another job of this project is running.", project.name);
    }
    return {
        trait: "startsJob",
        bodyless: true,
        run: (verdict) => {
            const job = makeJob(order, world.now(), verdict);
            world.jobs.add(job);
            return emptyAnswer(202, { "Operation-Location": locationOf(world, incoming, job), ...retryAfter(world) });
        },
    };
}

/** Plans a look at a job. A job is found only under its own project and kind, and until it expires. */
export function planJobRead(world: World, project: Project, kind: JobKind, jobId: string): Plan {
    const job = world.jobs.find(jobId);
    const isHere = job?.kind === kind && job.project === projectKey(project.family, project.name);
    if (!job || !isHere || world.now() > job.createdAt + job.lifetimeMs) {
        throw languageRefusal("NotFound", `Operation not found \`${jobId}\`.`);
    }
    return { trait: "readsJob", run: (verdict) => showJob(world, job, verdict) };
}

function orderOf(world: World, incoming: Incoming, project: Project, kind: JobKind, names: WireNames): JobOrder {
    const isAssign = kind === "assign";
    const members = isAssign ? readAssignBody(incoming, names.assign) : [];
    const unassignName = names.unassign ?? world.options.unassignBody2025;
    return {
        kind,
        project: projectKey(project.family, project.name),
        apiVersion: incoming.query.get("api-version") ?? "",
        members,
        ids: isAssign ? members.map((member) => member.azureResourceId) : readUnassignBody(incoming, unassignName),
        durationMs: world.options.jobDurationMs,
        lifetimeMs: world.options.jobLifetimeMs,
        waits: world.options.concurrentJobs !== "parallel",
    };
}

function locationOf(world: World, incoming: Incoming, job: Job): string {
    const [family = "", name = ""] = job.project.split("/");
    const path = `/language/authoring/${family}/projects/${encodeURIComponent(name)}/resources`;
    const origin = world.options.operationLocationOrigin ?? incoming.origin;
    return `${origin}${path}/${job.kind}/jobs/${job.jobId}?api-version=${job.apiVersion}`;
}

function showJob(world: World, job: Job, verdict: Verdict | undefined): Answer {
    const isFirstLook = job.seen === undefined;
    job.seen = true;
    if (verdict && !job.end && ends.includes(verdict.status)) {
        world.jobs.endNow(job, verdict, world.now());
        return jsonAnswer(200, jobEnvelope(world, job));
    }
    const envelope = jobEnvelope(world, job);
    if (verdict) {
        const { errors: _, ...rest } = envelope;
        const errors = errorsUnder(verdict);
        return jsonAnswer(200, { ...rest, status: verdict.status, ...(errors === undefined ? {} : { errors }) });
    }
    if (isFirstLook && world.options.firstLook === "notStarted") {
        return jsonAnswer(200, firstEnvelope(world, job), retryAfter(world));
    }
    return jsonAnswer(200, envelope, job.end ? {} : retryAfter(world));
}

function retryAfter(world: World): Record<string, string> {
    const seconds = world.options.jobRetryAfterSeconds;
    return seconds === null ? {} : { "Retry-After": String(seconds) };
}
