import { randomUUID } from "node:crypto";
import type { Verdict } from "../http/plan.js";
import type { Member } from "./project.js";

const dayInMs = 24 * 60 * 60 * 1000;

/** The two things a job does. */
export type JobKind = "assign" | "unassign";

/** One entry of a job's `errors`. */
export interface JobError {
    readonly code: string;
    readonly message: string;
    readonly target?: string;
}

/** What a job is asked to do. */
export interface JobOrder {
    readonly kind: JobKind;
    /** The key of its project. */
    readonly project: string;
    readonly apiVersion: string;
    /** For assign. */
    readonly members: readonly Member[];
    /** The ARM ids of what it assigns or unassigns. */
    readonly ids: readonly string[];
    readonly durationMs: number;
    /** How long after its creation it can be looked up. */
    readonly lifetimeMs: number;
    /** Whether it waits for the earlier jobs of its project. */
    readonly waits: boolean;
}

/** How a job ended. */
export interface JobEnd {
    readonly at: number;
    readonly status: string;
    /** A list of JobError, or whatever a fault put there; undefined for none. */
    readonly errors?: unknown;
}

/** An assign or unassign job. Times are in milliseconds since 1970. */
export interface Job extends JobOrder {
    readonly jobId: string;
    readonly createdAt: number;
    /** How a fault wants it to end. */
    verdict?: Verdict;
    end?: JobEnd;
    /** Whether anybody has asked for it yet. */
    seen?: true;
}

/** Makes a job. Its id is as the service's: a guid, an underscore, and the ticks of the midnight before, in UTC. */
export function makeJob(order: JobOrder, now: number, verdict?: Verdict): Job {
    return { ...order, jobId: `${randomUUID()}_${ticksOf(midnightBefore(now))}`, createdAt: now, verdict };
}

function midnightBefore(time: number): number {
    return Math.floor(time / dayInMs) * dayInMs;
}

function ticksOf(time: number): string {
    // The number counts 100-nanosecond ticks since the year 1.
    return String(BigInt(time) * 10_000n + 621_355_968_000_000_000n);
}

/** Carries out a job whose time has come, and says how it ended. */
export type Land = (job: Job, at: number) => JobEnd;

interface Span {
    readonly job: Job;
    readonly startsAt: number;
    readonly endsAt: number;
}

/**
 * All jobs since the last reset. Effects land when a job ends: nothing can be observed without settling first, and
 * `settle` carries out what is due in the order and with the times of the ends, so no timer is needed.
 */
export class JobBook {
    private jobs: Job[] = [];
    private open: Job[] = [];
    /** When the last of the jobs ended that an open one had to wait for. */
    private readonly notBefore = new Map<Job, number>();

    constructor(private readonly land: Land) {}

    /** Adds a job. */
    add(job: Job): void {
        this.jobs.push(job);
        this.open.push(job);
    }

    /** Carries out all jobs that have ended by now. */
    settle(now: number): void {
        for (let due = this.nextDue(now); due; due = this.nextDue(now)) {
            this.finish(due.job, due.endsAt);
        }
    }

    /** Ends a job now, as a fault wants it. */
    endNow(job: Job, verdict: Verdict, now: number): void {
        job.verdict = verdict;
        this.finish(job, now);
    }

    /** Returns when the job starts to run, as far as can be told now. */
    startOf(job: Job): number {
        return this.openSpans().find((span) => span.job === job)?.startsAt ?? job.createdAt;
    }

    /** Says whether a job of this project has not ended. */
    isBusy(project: string): boolean {
        return this.open.some((job) => job.project === project);
    }

    /** Returns the job of that id, or undefined. */
    find(jobId: string): Job | undefined {
        return this.jobs.find((job) => job.jobId === jobId);
    }

    /** Returns all jobs in the order of their creation. */
    list(): readonly Job[] {
        return this.jobs;
    }

    /** Forgets all jobs. */
    clear(): void {
        this.jobs = [];
        this.open = [];
        this.notBefore.clear();
    }

    private finish(job: Job, at: number): void {
        const later = this.open.slice(this.open.indexOf(job) + 1).filter((other) => other.project === job.project);
        for (const other of later) {
            this.notBefore.set(other, Math.max(at, this.notBefore.get(other) ?? at));
        }
        this.open = this.open.filter((other) => other !== job);
        this.notBefore.delete(job);
        job.end = this.land(job, at);
    }

    private nextDue(now: number): Span | undefined {
        const due = this.openSpans().filter((span) => span.endsAt <= now);
        return due.reduce<Span | undefined>(
            (first, span) => (first && first.endsAt <= span.endsAt ? first : span),
            undefined,
        );
    }

    private openSpans(): Span[] {
        const freeAt = new Map<string, number>();
        return this.open.map((job) => {
            const free = Math.max(freeAt.get(job.project) ?? 0, this.notBefore.get(job) ?? 0);
            const startsAt = job.waits ? Math.max(job.createdAt, free) : job.createdAt;
            const endsAt = startsAt + job.durationMs;
            freeAt.set(job.project, Math.max(free, endsAt));
            return { job, startsAt, endsAt };
        });
    }
}
