import { type Deadline, latestDeadline } from "../../core/deadline";
import type { Say } from "../../core/text";
import { canonicalArmId } from "../../validation/ids";
import type { AuthoringClient } from "../client";
import type { JobVerb } from "../jobs";
import {
    type AssignedResource,
    findMember,
    type MemberNames,
    type ResourceMetadata,
    unreachedMembers,
} from "../members";
import type { Progress, QueuedRequest, Share } from "./queuedRequest";

/** How a job is run. */
export interface JobOptions {
    /** Whether the list proves nothing of the members, even where it shows what is wanted. Default false. */
    unverified?: boolean;
    /** Until when the list may lag behind an earlier job that may have done a part, in milliseconds since the epoch. Default: none. */
    lagsUntil?: number;
}

/** What is to be done, and what that needs from outside. */
export interface JobPlan extends JobOptions {
    client: AuthoringClient;
    names: MemberNames;
    /** Says one line to the person who waits. */
    say: Say;
    verb: JobVerb;
    /** What it is to do for each request. */
    shares: readonly Share[];
    /** How far the work for a request is before the job. */
    known: (request: QueuedRequest) => Progress;
    /** Lists the project. */
    observe: (deadline: Deadline) => Promise<AssignedResource[]>;
    /** Of the shares those that may be sent now: their requests still wait, and nothing is in their way. */
    admit: (shares: readonly Share[]) => Promise<readonly Share[]>;
    /** Hears that the job is about to be sent. */
    onSending: () => void;
    /** Hears of members that are there though no request of ours had any effect. */
    onForeign: (request: QueuedRequest, members: readonly AssignedResource[]) => void;
}

/** The deadline, of those that a job is for, that comes last. There must be one at least. */
export function deadlineOf(shares: readonly Share[]): Deadline {
    return latestDeadline(shares.map(({ request }) => request.change.deadline));
}

/** The members of a job, and what the list shows of them. */
export class JobMembers {
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
        return this.members.map(({ azureResourceId }) => azureResourceId);
    }

    /** Whether the list shows all of them as wanted. */
    get areShown(): boolean {
        const isWanted = this.verb === "assign";
        return this.members.every(
            (member) => (findMember(this.list, member.azureResourceId) !== undefined) === isWanted,
        );
    }

    /** Leaves out what none of the shares is about. Whether there was such. */
    keep(shares: readonly Share[]): boolean {
        const kept = new Set(membersIn(shares).map(keyOf));
        return this.leave(this.members.filter((member) => kept.has(keyOf(member))));
    }

    /**
     * Leaves out what the list shows as wanted. After a job that took no effect, somebody else did that meanwhile, and it may be
     * all that the service objected to. Whether there was such, and so a reason to try again without it.
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

/** States of two resources may both hold a member, and the service refuses one that is named twice. */
function membersIn(shares: readonly Share[]): ResourceMetadata[] {
    return [...new Map(shares.flatMap(({ members }) => members).map((one) => [keyOf(one), one] as const)).values()];
}

function keyOf({ azureResourceId }: ResourceMetadata): string {
    return canonicalArmId(azureResourceId);
}
