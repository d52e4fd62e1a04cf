import { type Deadline, latestDeadline } from "../../core/deadline";
import { asError } from "../../core/errors";
import type { AuthoringClient } from "../client";
import type { JobVerb } from "../jobs";
import { type AssignedResource, type ResourceMetadata, unreachedMembers } from "../members";
import { changedMembers, goingMembers, leavingMembers, membersOf, type QueueServices } from "./change";
import { DeploymentGuard } from "./deploymentGuard";
import { UnsettledError } from "./errors";
import type { JobOptions } from "./jobPlan";
import { JobRun } from "./jobRun";
import { runTogether } from "./mergedJobs";
import { notBegun, type Progress, type QueuedRequest, type Share } from "./queuedRequest";
import { isGoodStart, type SeenList } from "./seenList";

/** Which members of a request one step is about, given the list. */
type Selection = (request: QueuedRequest, list: readonly AssignedResource[]) => readonly ResourceMetadata[];

/**
 * One batch of a project's queue: one list for all its requests, then at most three jobs, and as many for what is
 * unverified. Assigns go first, so that nothing is without its resources in between; then unassigns; then what had to be
 * unassigned to change is assigned again.
 */
export class Batch {
    private readonly client: AuthoringClient;
    private readonly guard: DeploymentGuard;
    private readonly known = new Map<QueuedRequest, Progress>();
    private running?: JobRun;
    /** Requests that need another batch, since it could not be known yet what theirs would delete. */
    private readonly postponed = new Set<QueuedRequest>();
    private seen: SeenList;
    private hasFailures = false;

    constructor(
        private readonly services: QueueServices,
        private readonly requests: readonly QueuedRequest[],
        /** The list that the batch before ended with. Default: none that is known. */
        private readonly last?: SeenList,
    ) {
        const [first] = requests;
        if (!first) {
            throw new RangeError("a batch needs a request");
        }
        this.client = services.clientFor(first.change.project);
        const { say, names, clock } = services;
        this.seen = { list: [], at: clock.now() };
        this.guard = new DeploymentGuard({ client: this.client, names, say, observe: (until) => this.observe(until) });
        for (const request of requests) {
            request.servedBy(() => this.progressOf(request));
        }
    }

    /**
     * Runs to the result of every request but those that need another batch; never rejects. Answers the list as it is after
     * all jobs, where everything went well.
     */
    async run(): Promise<SeenList | undefined> {
        try {
            await this.steps();
            this.settleAll();
        } catch (error) {
            this.settleAll(error);
        }
        return this.hasFailures ? undefined : this.seen;
    }

    private async steps(): Promise<void> {
        await this.begin();
        await this.refuseDeletions();
        await this.step("assign", ({ change }, list) =>
            unreachedMembers("assign", change.assign, list, change.unverified),
        );
        this.settleWhoOnlyAssigns();
        const { list } = this.seen;
        const changed = new Map(this.requests.map((request) => [request, changedMembers(request.change, list)]));
        await this.untilDeclared();
        await this.step("unassign", (request) => {
            this.noteKept(request);
            return this.removableOf(request);
        });
        for (const request of this.openRequests()) {
            this.note(request, { cleared: changed.get(request) ?? [] });
        }
        await this.step("assign", (request) => changed.get(request) ?? []);
    }

    /** Looks at the project, and refuses whoever must not find it so. */
    private async begin(): Promise<void> {
        const deadline = latestDeadline(this.requests.map(({ change }) => change.deadline));
        const { last } = this;
        if (
            last &&
            isGoodStart(last, this.requests, this.services.clock.now()) &&
            !(await this.hasGrown(last, deadline))
        ) {
            this.noteList(last);
        } else {
            await this.observe(deadline);
        }
        const { list } = this.seen;
        for (const request of this.requests) {
            this.note(request, { before: list });
            this.judge(request, list);
        }
    }

    /** Whether somebody has assigned more since a list was read, or may have. */
    private hasGrown({ list }: SeenList, deadline: Deadline): Promise<boolean> {
        return this.client.hasMoreThan(list.length, deadline).catch(() => true);
    }

    /** Refuses, before anything is sent for it, a request whose unassign would delete deployments without leave. */
    private async refuseDeletions(): Promise<void> {
        const shares = () => this.openRequests().map((request) => ({ request, members: this.removableOf(request) }));
        for (const [request, { error, mayPass, trouble }] of await this.guard.foresee(shares, this.services.declared)) {
            request.lastTrouble = trouble;
            if (mayPass) {
                this.postponed.add(request);
            } else {
                this.settle(request, error);
            }
        }
    }

    /** Unassigning destroys: before it is done, whoever is to have the member must have had time to say so. */
    private async untilDeclared(): Promise<void> {
        const { list } = this.seen;
        const leaving = this.openRequests().filter((request) =>
            leavingMembers(request.change, list).some((member) => this.otherOwner(request, member) === undefined),
        );
        if (leaving.length > 0) {
            await this.services.declared?.(latestDeadline(leaving.map(({ change }) => change.deadline)));
        }
    }

    /** What is done already need not wait for the jobs of the others. */
    private settleWhoOnlyAssigns(): void {
        const open = this.openRequests();
        const done = open.filter(({ change: { unassign, reassign } }) => unassign.length + reassign.length === 0);
        if (done.length < open.length) {
            for (const request of done) {
                this.settle(request);
            }
        }
    }

    private async step(verb: JobVerb, select: Selection): Promise<void> {
        const { list } = this.seen;
        const selected = this.openRequests().map((request) => ({ request, members: select(request, list) }));
        const means = {
            list: () => this.seen.list,
            run: (shares: readonly Share[], options?: JobOptions) => this.runJob(verb, shares, options),
        };
        for await (const { request, error } of runTogether(verb, selected, means)) {
            this.noteEnd(request, error);
        }
    }

    /** Runs one job; answers what went wrong. */
    private async runJob(verb: JobVerb, shares: readonly Share[], options?: JobOptions): Promise<unknown | undefined> {
        const { say, names } = this.services;
        const job = new JobRun({
            ...options,
            client: this.client,
            names,
            say,
            verb,
            shares,
            known: (request) => this.progressOf(request),
            observe: (deadline) => this.observe(deadline),
            admit: (those) => this.admit(verb, those),
            onSending: () => this.guard.forget(),
            onForeign: (request, members) => this.judge(request, members),
        });
        this.running = job;
        try {
            await job.run();
            return undefined;
        } catch (error) {
            this.hasFailures = true;
            return error;
        } finally {
            for (const { request } of shares) {
                this.known.set(request, this.progressOf(request));
            }
            this.running = undefined;
        }
    }

    /** Of the shares those whose job may be sent now; the others have their result, or nothing left to do. */
    private async admit(verb: JobVerb, shares: readonly Share[]): Promise<readonly Share[]> {
        const waiting = shares.filter(({ request }) => request.isWaiting);
        const admitted = verb === "unassign" ? await this.admitUnassign(waiting) : waiting;
        for (const { request } of shares.filter((share) => !share.request.isWaiting)) {
            request.expire();
        }
        return admitted.filter(({ request }) => request.isWaiting);
    }

    /** Leaves out what another resource has come to declare, and refuses what would delete deployments without leave. */
    private async admitUnassign(shares: readonly Share[]): Promise<readonly Share[]> {
        const unclaimed = shares.map(({ request, members }) => {
            this.noteKept(request);
            return { request, members: members.filter((member) => this.otherOwner(request, member) === undefined) };
        });
        const admitted = unclaimed.filter(({ members }) => members.length > 0);
        if (admitted.length > 0) {
            const until = latestDeadline(admitted.map(({ request }) => request.change.deadline));
            for (const [request, error] of await this.guard.refuse(admitted, until)) {
                this.settle(request, error);
            }
        }
        return admitted;
    }

    /** Notes the end of a request whose job went wrong; without an error it is reached all the same. */
    private noteEnd(request: QueuedRequest, error: Error | undefined): void {
        if (error === undefined) {
            this.note(request, { pending: undefined });
            return;
        }
        const { pending } = this.progressOf(request);
        const isUnsettled = error instanceof UnsettledError && pending !== undefined;
        // A job of many is unsettled for each by the members that are its own.
        this.settle(request, isUnsettled ? new UnsettledError(error.message, pending, error.cause) : error);
    }

    /** Refuses a request that must not find these members. */
    private judge(request: QueuedRequest, list: readonly AssignedResource[]): void {
        const error = request.change.judge?.(list);
        if (error) {
            this.settle(request, error);
        }
    }

    /** Members to unassign: those that are there, or unverified, and that no other resource of this run declares. */
    private removableOf(request: QueuedRequest): ResourceMetadata[] {
        return goingMembers(request.change, this.seen.list).filter(
            (member) => this.otherOwner(request, member) === undefined,
        );
    }

    private noteKept(request: QueuedRequest): void {
        const kept = goingMembers(request.change, this.seen.list).flatMap((member) => {
            const owner = this.otherOwner(request, member);
            return owner === undefined ? [] : [{ azureResourceId: member.azureResourceId, owner }];
        });
        this.note(request, { kept });
    }

    private otherOwner({ change: { project, owner } }: QueuedRequest, member: ResourceMetadata): string | undefined {
        return this.services.declaredByOther(project, member.azureResourceId, owner);
    }

    private async observe(deadline: Deadline): Promise<AssignedResource[]> {
        const at = this.services.clock.now();
        const sought = this.openRequests().flatMap(({ change }) => membersOf(change));
        const list = await this.client.list(deadline, sought);
        this.services.names.learn(list.map(({ azureResourceId }) => azureResourceId));
        this.noteList({ list, at });
        return list;
    }

    private noteList(seen: SeenList): void {
        this.seen = seen;
        for (const request of this.openRequests()) {
            this.note(request, { after: seen.list });
        }
    }

    private openRequests(): QueuedRequest[] {
        return this.requests.filter((request) => request.isOpen && !this.postponed.has(request));
    }

    private settleAll(error?: unknown): void {
        for (const request of this.openRequests()) {
            this.settle(request, error === undefined ? undefined : asError(error));
        }
    }

    private settle(request: QueuedRequest, error?: Error): void {
        this.hasFailures ||= error !== undefined;
        request.settle(error);
    }

    private note(request: QueuedRequest, part: Partial<Progress>): void {
        this.known.set(request, { ...(this.known.get(request) ?? notBegun), ...part });
    }

    private progressOf(request: QueuedRequest): Progress {
        return { ...(this.known.get(request) ?? notBegun), ...this.running?.progress.of(request) };
    }
}
