import { type Deadline, latestDeadline } from "../../core/deadline";
import { asError } from "../../core/errors";
import type { AuthoringClient } from "../client";
import type { JobVerb } from "../jobs";
import { type AssignedResource, memberIdOf, type ResourceMetadata, unreachedMembers } from "../members";
import { BatchState } from "./batchState";
import {
    type ClaimantOf,
    changedMembers,
    claimedMembers,
    leavingMembers,
    membersOf,
    type QueueServices,
    removableMembers,
} from "./change";
import { DeploymentGuard } from "./deploymentGuard";
import { UnsettledError } from "./errors";
import type { JobOptions } from "./job/jobPlan";
import { JobRun } from "./job/jobRun";
import { runTogether } from "./job/mergedJobs";
import type { QueuedRequest, Share } from "./queuedRequest";
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
    private readonly state: BatchState;

    constructor(
        private readonly services: QueueServices,
        requests: readonly QueuedRequest[],
        /** The list that the batch before ended with. Default: none that is known. */
        private readonly last?: SeenList,
    ) {
        const [first] = requests;
        if (!first) {
            throw new RangeError("a batch needs a request");
        }
        this.client = services.clientFor(first.change.project);
        const { say, names, clock } = services;
        this.state = new BatchState(requests, clock);
        this.guard = new DeploymentGuard({ client: this.client, names, say, observe: (until) => this.observe(until) });
    }

    /**
     * Runs to the result of every request but those that need another batch; never rejects. Answers the list as it is after
     * all jobs, where everything went well.
     */
    async run(): Promise<SeenList | undefined> {
        try {
            await this.steps();
            this.state.settleAll();
        } catch (error) {
            this.state.settleAll(asError(error));
        }
        return this.state.hasFailures ? undefined : this.state.seen;
    }

    private async steps(): Promise<void> {
        await this.begin();
        await this.refuseDeletions();
        await this.step("assign", ({ change }, list) =>
            unreachedMembers("assign", change.assign, list, change.unverified),
        );
        this.settleWhatOnlyAssigns();
        const { list } = this.state.seen;
        const changed = new Map(this.state.requests.map((request) => [request, changedMembers(request.change, list)]));
        await this.waitForDeclarations();
        await this.step("unassign", (request) => {
            this.noteClaimed(request);
            return this.removableOf(request);
        });
        for (const request of this.state.open) {
            this.state.note(request, { cleared: changed.get(request) ?? [] });
        }
        await this.step("assign", (request) => changed.get(request) ?? []);
    }

    /** Looks at the project, and refuses requests that must not find it so. */
    private async begin(): Promise<void> {
        const deadline = latestDeadline(this.state.requests.map(({ change }) => change.deadline));
        if (this.last && (await this.isStillGood(this.last, deadline))) {
            this.state.see(this.last);
        } else {
            await this.observe(deadline);
        }
        const { list } = this.state.seen;
        for (const request of this.state.requests) {
            this.state.note(request, { before: list });
            this.judge(request, list);
        }
    }

    /** Whether the last batch's list will do, since it has surely not grown since. */
    private async isStillGood(last: SeenList, deadline: Deadline): Promise<boolean> {
        const { state, services, client } = this;
        const isGood = isGoodStart(last, state.requests, services.clock.now());
        return isGood && !(await client.hasMoreThan(last.list.length, deadline).catch(() => true));
    }

    /** Refuses, before anything is sent for it, a request whose unassign would delete deployments that must stay. */
    private async refuseDeletions(): Promise<void> {
        const shares = () => this.state.open.map((request) => ({ request, members: this.removableOf(request) }));
        const refusals = await this.guard.refusalsAhead(shares, this.services.declared);
        for (const [request, { error, mayPass, trouble }] of refusals) {
            request.lastTrouble = trouble;
            if (mayPass) {
                // What its unassign would delete cannot be known yet.
                this.state.postpone(request);
            } else {
                this.state.settle(request, error);
            }
        }
    }

    /** Unassigning destroys, so the program gets time to declare a member elsewhere first. */
    private async waitForDeclarations(): Promise<void> {
        const { list } = this.state.seen;
        const leaving = this.state.open.filter((request) => {
            const claimantOf = this.claimantFor(request);
            return leavingMembers(request.change, list)
                .map(memberIdOf)
                .some((id) => claimantOf(id) === undefined);
        });
        if (leaving.length > 0) {
            await this.services.declared?.(latestDeadline(leaving.map(({ change }) => change.deadline)));
        }
    }

    /** What is done already need not wait for the jobs of the others. */
    private settleWhatOnlyAssigns(): void {
        const open = this.state.open;
        const done = open.filter(({ change: { unassign, reassign } }) => unassign.length + reassign.length === 0);
        if (done.length < open.length) {
            for (const request of done) {
                this.state.settle(request);
            }
        }
    }

    private async step(verb: JobVerb, select: Selection): Promise<void> {
        const { list } = this.state.seen;
        const selected = this.state.open.map((request) => ({ request, members: select(request, list) }));
        const runner = {
            list: () => this.state.seen.list,
            run: (shares: readonly Share[], options?: JobOptions) => this.runJob(verb, shares, options),
        };
        for await (const { request, error } of runTogether(verb, selected, runner)) {
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
            known: (request) => this.state.of(request),
            observe: (deadline) => this.observe(deadline),
            admit: (those) => this.admit(verb, those),
            onSend: () => this.guard.forget(),
            onForeign: (request, members) => this.judge(request, members),
        });
        try {
            await this.state.during(job.progress, () => job.run());
            return undefined;
        } catch (error) {
            return error;
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

    /** Leaves out what another resource has come to declare, and refuses what would delete deployments that must stay. */
    private async admitUnassign(shares: readonly Share[]): Promise<readonly Share[]> {
        const unclaimed = shares.map(({ request, members }) => {
            this.noteClaimed(request);
            const claimantOf = this.claimantFor(request);
            return { request, members: members.filter((member) => claimantOf(member.azureResourceId) === undefined) };
        });
        const admitted = unclaimed.filter(({ members }) => members.length > 0);
        for (const [request, error] of await this.guard.refusalsNow(admitted)) {
            this.state.settle(request, error);
        }
        return admitted;
    }

    /** Notes the end of a request whose job went wrong; without an error it is done all the same. */
    private noteEnd(request: QueuedRequest, error: Error | undefined): void {
        if (error === undefined) {
            this.state.note(request, { pending: undefined });
            return;
        }
        const { pending } = this.state.of(request);
        const isUnsettled = error instanceof UnsettledError && pending !== undefined;
        // A job of many is unsettled for each by the members that are its own.
        this.state.settle(request, isUnsettled ? new UnsettledError(error.message, pending, error.cause) : error);
    }

    /** Refuses a request that must not find these members. */
    private judge(request: QueuedRequest, list: readonly AssignedResource[]): void {
        const error = request.change.judge?.(list);
        if (error) {
            this.state.settle(request, error);
        }
    }

    private removableOf(request: QueuedRequest): ResourceMetadata[] {
        return removableMembers(request.change, this.state.seen.list, this.claimantFor(request));
    }

    private noteClaimed(request: QueuedRequest): void {
        const claimed = claimedMembers(request.change, this.state.seen.list, this.claimantFor(request));
        this.state.note(request, { claimed });
    }

    private claimantFor({ change: { project, owner } }: QueuedRequest): ClaimantOf {
        return (azureResourceId) => this.services.declaredByOther(project, azureResourceId, owner);
    }

    private async observe(deadline: Deadline): Promise<AssignedResource[]> {
        const at = this.services.clock.now();
        const sought = this.state.open.flatMap(({ change }) => membersOf(change));
        const list = await this.client.list(deadline, sought);
        this.services.names.learn(list.map(memberIdOf));
        this.state.see({ list, at });
        return list;
    }
}
