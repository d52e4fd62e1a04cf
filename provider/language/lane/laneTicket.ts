import type { Clock } from "../../core/clock";
import { isoNow } from "../../core/clock";
import type { Deadline } from "../../core/deadline";
import { AssignmentsError } from "../../core/errors";
import { formatElapsed } from "../../core/text";
import type { HttpClient } from "../../http/types";
import { DeploymentsError } from "../deployments";
import type { JobSummary, JobVerb } from "../jobs";
import type { AssignedResource, MemberNames, ResourceMetadata } from "../members";
import { type ProjectAddress, projectLabel } from "../projectAddress";
import { type PendingJob, UnsettledError } from "./errors";

/** What the lanes of all projects need from outside. */
export interface LaneServices {
    /** Sends requests. */
    http: HttpClient;
    /** The time that rounds and polls are measured by. */
    clock: Clock;
    /** Resolves when the program has declared all that it will, as far as can be told. Default: at once. */
    declared?: (deadline: Deadline) => Promise<void>;
    /** The other resource of this run, if any, that declares a member of a project. */
    declaredByOther: (project: ProjectAddress, azureResourceId: string, owner: string) => string | undefined;
    /** How lines call members. */
    names: MemberNames;
    /** Says one line to the person who waits. */
    say: (line: string) => void;
}

/** A member whose region or custom domain is to change. */
export interface ChangedMember extends ResourceMetadata {
    /** The list never returns the custom domain: when it changed, a list that looks right proves nothing. */
    domainChanged: boolean;
}

/** Whether deployments may be deleted with what is unassigned; judged anew each time, since a program may say so late. */
export interface DeploymentLeave {
    /** Whether they may. */
    allowed: boolean;
    /** What a person can do where they may not, a sentence. */
    wayOn: string;
}

/** What one resource wants of its project: who must be there afterwards, and who must not. */
export interface LaneWork {
    /** The project, and the api-version and cloud that speak of it. */
    project: ProjectAddress;
    /** The logical name of the resource, for lines, errors and declarations. */
    owner: string;
    /** Members that must be there afterwards. */
    assign: readonly ResourceMetadata[];
    /** Members that are unassigned first and then assigned: the service has no way to change them in place. */
    reassign: readonly ChangedMember[];
    /** ARM ids of members that must be gone afterwards. */
    unassign: readonly string[];
    /** ARM ids of which the list proves nothing, since a job whose id was lost may still change them: their job is run anyway. */
    doubtful: readonly string[];
    /** Whether the project's deployments on what is unassigned may be deleted. */
    leave: () => DeploymentLeave;
    /** Judges the project as it is found: an error fails this work before anything is sent for it. Default: nothing is wrong. */
    judge?: (list: readonly AssignedResource[]) => Error | undefined;
    /** Bounds the whole, the waiting for other jobs of the project included. */
    deadline: Deadline;
}

/** A member that was not unassigned, since another resource of this run declares it. */
export interface KeptMember {
    /** ARM id of the member. */
    azureResourceId: string;
    /** Logical name of the resource that declares it. */
    owner: string;
}

/** How the project looked before and after, and what was done. */
export interface LaneFacts {
    /** The list before anything was sent; undefined when it could not be had. */
    before?: AssignedResource[];
    /** The list as last seen. */
    after?: AssignedResource[];
    /** The last assign job that served this work. */
    assignJob?: JobSummary;
    /** The last unassign job that served this work. */
    unassignJob?: JobSummary;
    /** Members that were left alone. */
    kept: KeptMember[];
    /** Members to reassign that are surely unassigned: only from then on can their new region and domain be true. */
    cleared: ResourceMetadata[];
    /** What was sent and may still have effect. */
    pending?: PendingJob;
    /** Whether the service took any request of this work, so that the project may differ from before. */
    effective: boolean;
}

/** The lane's verdict: the facts, and the error where the wish was not reached. */
export type LaneOutcome = LaneFacts & { error?: Error };

/** One resource's place in its project's lane, from arrival to verdict. */
export class LaneTicket {
    /** Everything known so far; a verdict that comes midway takes it along. */
    readonly facts: LaneFacts = { kept: [], cleared: [], effective: false };
    /** Resolves once, with the verdict; never rejects. */
    readonly outcome: Promise<LaneOutcome>;
    /** What keeps the ticket waiting, as last seen; for the verdict that its deadline gives. */
    lastTrouble?: Error;
    private resolve: (outcome: LaneOutcome) => void = () => {};
    private settled = false;

    constructor(
        /** What is wanted. */
        readonly work: LaneWork,
    ) {
        this.outcome = new Promise((resolve) => {
            this.resolve = resolve;
        });
    }

    /** Whether the verdict is still to come; nothing more is sent for a ticket that has one. */
    get open(): boolean {
        return !this.settled;
    }

    /** Whether something may still be sent for it: its verdict is to come, and so is its deadline. */
    get waits(): boolean {
        return this.open && !this.work.deadline.passed;
    }

    /** Notes that a request is about to be sent whose end is unknown from then on; answers how to take the note back. */
    sending(verb: JobVerb, members: readonly string[]): () => void {
        const before = { pending: this.facts.pending, effective: this.facts.effective };
        this.facts.pending = { verb, members: [...members], since: isoNow(this.work.deadline.clock) };
        this.facts.effective = true;
        return () => Object.assign(this.facts, before);
    }

    /** Gives the verdict that the deadline leaves: nothing was sent, or its end is unknown. */
    expire(): void {
        const { pending } = this.facts;
        const name = projectLabel(this.work.project);
        const after = formatElapsed(this.work.deadline.elapsedInMs());
        this.settle(
            pending
                ? new UnsettledError(`The ${pending.verb} of ${name} was not seen to end within ${after}.`, pending)
                : this.lastTrouble
                  ? this.troubled(this.lastTrouble)
                  : new AssignmentsError(
                        "Timeout",
                        `Waiting for other jobs of ${name} took longer than ${after}; nothing was sent. Run it again, or allow more time in "timeouts".`,
                    ),
        );
    }

    /** The verdict of a ticket whose deployments could not be listed in all its time. */
    private troubled(found: Error): DeploymentsError {
        const action = `Unassigning from ${projectLabel(this.work.project)}`;
        return new DeploymentsError({ action, found, wayOn: this.work.leave().wayOn });
    }

    /** Gives the verdict; only the first one counts. */
    settle(error?: Error): void {
        if (!this.settled) {
            this.settled = true;
            this.resolve({ ...this.facts, error });
        }
    }
}
