import type { Verdict } from "../http/plan.js";
import type { Job, JobEnd } from "./job.js";

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
