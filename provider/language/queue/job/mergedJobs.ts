import {
    AbortedError,
    AuthError,
    asError,
    ConnectionError,
    DeadlineError,
    ServiceError,
    TlsError,
} from "../../../core/errors";
import { type JobVerb, listLagInMs } from "../../jobs";
import { type AssignedResource, unreachedMembers } from "../../members";
import { JobFailedError, UnsettledError } from "../errors";
import type { QueuedRequest, Share } from "../queuedRequest";
import type { JobOptions } from "./jobPlan";

/** What became of a request whose job went wrong: its error, or none if the list shows what was wanted all the same. */
export interface ShareEnd {
    request: QueuedRequest;
    error?: Error;
}

/** What runs the jobs, and sees what they do. */
export interface JobRunner {
    /** Runs one job for all shares; answers what went wrong, if anything did. */
    run: (shares: readonly Share[], options?: JobOptions) => Promise<unknown | undefined>;
    /** The list as last seen. */
    list: () => readonly AssignedResource[];
}

/**
 * Brings members to be assigned, or unassigned, for all requests together: one job for those that the list shows otherwise, and one
 * for those of which the list proves nothing. Yields nothing if that goes well; else each request as soon as its end is known.
 */
export async function* runTogether(
    verb: JobVerb,
    wanted: readonly Share[],
    runner: JobRunner,
): AsyncGenerator<ShareEnd> {
    const list = runner.list();
    const certain = wanted.map(({ request, members }) => ({ request, members: unreachedMembers(verb, members, list) }));
    const sure = new Set(certain.flatMap(({ members }) => members));
    const unverified = wanted.map(({ request, members }) => ({
        request,
        members: members.filter((member) => !sure.has(member)),
    }));
    yield* runMerged(verb, certain, runner);
    yield* runUnverified(verb, unverified, runner);
}

/** One job for all. Where it goes wrong, those that are not reached get a job, and so a result, of their own. */
async function* runMerged(verb: JobVerb, wanted: readonly Share[], runner: JobRunner): AsyncGenerator<ShareEnd> {
    const shares = openShares(wanted);
    const error = shares.length > 0 ? await runner.run(shares) : undefined;
    if (error === undefined) {
        return;
    }
    const options = lagAfter(shares, error);
    for (const share of shares) {
        yield* endOf(verb, share, { error, isOnly: shares.length === 1, options }, runner);
    }
}

/** The same for unverified members. What seems to be done already may be refused for just that, and the rest with it: then there is a job for each. */
async function* runUnverified(verb: JobVerb, wanted: readonly Share[], runner: JobRunner): AsyncGenerator<ShareEnd> {
    const shares = openShares(wanted);
    const error = shares.length > 0 ? await runner.run(shares, { unverified: true }) : undefined;
    if (error === undefined) {
        return;
    }
    for (const share of shares) {
        if (!(error instanceof JobFailedError)) {
            yield* endOf(verb, share, { error, isOnly: shares.length === 1 }, runner);
            continue;
        }
        for (const member of share.members) {
            yield* runAlone({ ...share, members: [member] }, runner);
        }
    }
}

/** What went wrong with a job of many. */
interface Failure {
    error: unknown;
    /** Whether it was the job of one request only. */
    isOnly: boolean;
    /** How further jobs are run. */
    options?: JobOptions;
}

async function* endOf(verb: JobVerb, share: Share, failure: Failure, runner: JobRunner): AsyncGenerator<ShareEnd> {
    const { request, members } = share;
    const { error, isOnly, options } = failure;
    const rest = unreachedMembers(verb, members, runner.list(), request.change.unverified);
    if (isOnly || isShared(error)) {
        yield { request, error: asError(error) };
    } else if (rest.length === 0) {
        yield { request };
    } else {
        yield* runAlone({ request, members: rest }, runner, options);
    }
}

async function* runAlone(share: Share, { run }: JobRunner, options?: JobOptions): AsyncGenerator<ShareEnd> {
    const error = share.request.isOpen ? await run([share], options) : undefined;
    if (error !== undefined) {
        yield { request: share.request, error: asError(error) };
    }
}

function openShares(shares: readonly Share[]): Share[] {
    return shares.filter(({ request, members }) => request.isOpen && members.length > 0);
}

/** What a job did in part may not show yet, and then a second one is refused for just that. */
function lagAfter([first]: readonly Share[], error: unknown): JobOptions | undefined {
    const clock = first?.request.change.deadline.clock;
    const isPart = error instanceof JobFailedError && error.job.status === "partiallyCompleted";
    return isPart && clock ? { lagsUntil: clock.now() + listLagInMs } : undefined;
}

/** Whether a failure is of no one request, so that trying them one by one would only repeat it. */
function isShared(error: unknown): boolean {
    const kinds = [AbortedError, AuthError, ConnectionError, DeadlineError, TlsError, UnsettledError];
    return kinds.some((kind) => error instanceof kind) || (error instanceof ServiceError && error.statusCode === 401);
}
