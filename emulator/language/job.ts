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
