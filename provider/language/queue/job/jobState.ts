import { type Deadline, latestDeadline } from "../../../core/deadline";
import { canonicalArmId } from "../../../validation/ids";
import type { JobVerb } from "../../jobs";
import { type AssignedResource, findMember, memberIdOf, type ResourceMetadata, unreachedMembers } from "../../members";
import { projectLabel } from "../../projectAddress";
import { actionOf, type UnsettledError, unsettledError } from "../errors";
import type { Share } from "../queuedRequest";
import type { JobPlan } from "./jobPlan";
import { JobProgress, pendingJob } from "./jobProgress";

/** A job's members, the requests that it is run for, and how far it is. */
export class JobState {
    /** How far it is, for each request. */
    readonly progress: JobProgress;
    /** The members that are still to be sent. */
    readonly members: JobMembers;
    /** What it does for each request that still waits. */
    shares: readonly Share[];
    /** Bounds an attempt: the latest deadline of the requests that it is made for. */
    deadline: Deadline;

    constructor(readonly plan: JobPlan) {
        const { verb, shares, known } = plan;
        this.progress = new JobProgress(verb, shares, known);
        this.members = new JobMembers(verb, shares);
        this.shares = shares;
        this.deadline = deadlineOf(shares);
    }

    /**
     * Leaves out requests that have a result, or whose time is up, or that may not be served now: no state would have what is done
     * for them. Whether that leaves out members.
     */
    async keepAdmitted(): Promise<boolean> {
        this.shares = await this.plan.admit(this.shares);
        this.deadline = this.shares.length > 0 ? deadlineOf(this.shares) : this.deadline;
        return this.members.keep(this.shares);
    }

    /** Lists the project. */
    async look(): Promise<void> {
        this.members.list = await this.plan.observe(this.deadline);
    }

    /** Notes members that somebody else's job assigned while ours had no effect: they do not belong to our resources by that alone. */
    noteForeign(shares: readonly Share[]): void {
        for (const { request, members } of this.plan.verb === "assign" ? shares : []) {
            const { before = [] } = this.progress.of(request) ?? {};
            const ids = members.map(memberIdOf).filter((id) => !findMember(before, id));
            const foreign = ids.flatMap((id) => findMember(this.members.list, id) ?? []);
            this.progress.foundBefore(request, foreign);
            if (foreign.length > 0) {
                this.plan.onForeign(request, foreign);
            }
        }
    }

    /** The error of a job that may still have an effect. */
    unsettled(why: string, cause?: unknown): UnsettledError {
        const [first] = this.shares;
        const pending = first && this.progress.of(first.request)?.pending;
        return unsettledError(this.action, why, {
            pending: pending ?? pendingJob(this.plan.verb, this.members.all, this.deadline.clock),
            cause,
        });
    }

    /** The beginning of a sentence about the job. */
    get action(): string {
        return actionOf(this.plan.verb, this.memberNames, this.plan.client.project);
    }

    /** The members, as lines name them. */
    get memberNames(): string {
        return this.plan.names.list(this.members.ids);
    }

    /** The project, as lines name it. */
    get project(): string {
        return projectLabel(this.plan.client.project);
    }
}

/** The members of a job, and what the list shows of them. */
class JobMembers {
    /** The list as the job last saw it. */
    list: readonly AssignedResource[] = [];
    private members: ResourceMetadata[];

    constructor(
        private readonly verb: JobVerb,
        shares: readonly Share[],
    ) {
        this.members = membersIn(shares);
    }

    /** Those that are still to be sent. */
    get all(): readonly ResourceMetadata[] {
        return this.members;
    }

    /** Their ARM ids. */
    get ids(): string[] {
        return this.members.map(memberIdOf);
    }

    /** Whether the list shows all of them as wanted. */
    get areShown(): boolean {
        return unreachedMembers(this.verb, this.members, this.list).length === 0;
    }

    /** Leaves out members of none of the shares. Whether there were any. */
    keep(shares: readonly Share[]): boolean {
        const kept = new Set(membersIn(shares).map(keyOf));
        return this.leave(this.members.filter((member) => kept.has(keyOf(member))));
    }

    /**
     * Leaves out what the list shows as wanted. If a job had no effect, others did that meanwhile, and it may be all that the service
     * objected to. Whether there was such a member, and so a reason to try again without it.
     */
    dropReached(): boolean {
        return this.leave(unreachedMembers(this.verb, this.members, this.list));
    }

    private leave(members: ResourceMetadata[]): boolean {
        const isNews = members.length < this.members.length;
        this.members = members;
        return isNews;
    }
}

/** There must be one share at least. */
function deadlineOf(shares: readonly Share[]): Deadline {
    return latestDeadline(shares.map(({ request }) => request.change.deadline));
}

/** States of two resources may both hold a member, and the service refuses one that is named twice. */
function membersIn(shares: readonly Share[]): ResourceMetadata[] {
    return [...new Map(shares.flatMap(({ members }) => members).map((one) => [keyOf(one), one] as const)).values()];
}

function keyOf({ azureResourceId }: ResourceMetadata): string {
    return canonicalArmId(azureResourceId);
}
