import { type Deadline, latestDeadline } from "../../core/deadline";
import { asError, DeadlineError, isNotFound } from "../../core/errors";
import type { AuthoringClient } from "../client";
import {
    affectedDeployments,
    type Deployment,
    DeploymentsError,
    deployedMembers,
    deploymentNames,
} from "../deployments";
import { type MemberNames, memberIdOf } from "../members";
import { projectLabel } from "../projectAddress";
import type { QueuedRequest, Share } from "./queuedRequest";

/** How long one look at the deployments may take while others wait for the same batch. */
const lookInMs = 30_000;
/** How long to look for what may be deleted anyway, just to report it. */
const reportInMs = 10_000;
/** A list that is no older than this is of the present moment. */
const freshInMs = 1_000;

/** The deployments as they are, or why they cannot be listed. */
type Listed = readonly Deployment[] | Error;

/** Why a request must not unassign its members now. */
export interface Refusal {
    error: DeploymentsError;
    /** Whether another look, in a while that is fair to the others, may tell otherwise. */
    mayPass: boolean;
    /** What keeps the deployments from being listed. */
    trouble?: Error;
}

/** What the guard needs from outside. */
export interface GuardServices {
    client: AuthoringClient;
    names: MemberNames;
    /** Says one line to the person who waits. */
    say: (line: string) => void;
    /** Looks at the project itself; throws where it is gone. */
    observe: (deadline: Deadline) => Promise<unknown>;
}

/**
 * Keeps a batch from deleting deployments without permission. Unassigning a member deletes the project's deployments on it, so
 * they are listed before each unassign, once for the whole batch. A request that would delete some and may not is refused, alone.
 */
export class DeploymentGuard {
    private listed?: { list: readonly Deployment[]; at: number };
    private readonly said = new Set<string>();
    /** What kept the deployments from being listed, when last looked for each request. */
    private readonly troubles = new Map<QueuedRequest, Error | undefined>();

    constructor(private readonly services: GuardServices) {}

    /**
     * Of the requests that are about to unassign members, those to refuse before anything is sent for them, and why. The program may still
     * say that the deployments may go, or declare the member elsewhere, so it is given time for that first. `shares` answers what
     * is to be unassigned as of now; `declared` resolves when the program has declared what it will.
     */
    async refusalsAhead(
        shares: () => readonly Share[],
        declared: (deadline: Deadline) => Promise<void> = async () => {},
    ): Promise<Map<QueuedRequest, Refusal>> {
        const first = await this.refusalsSoFar(shares());
        if (first.size === 0) {
            return first;
        }
        await declared(latestDeadline([...first.keys()].map(({ change }) => change.deadline)));
        return this.refusalsSoFar(shares().filter(({ request }) => first.has(request)));
    }

    private async refusalsSoFar(shares: readonly Share[]): Promise<Map<QueuedRequest, Refusal>> {
        const guarded = shares.filter((share) => share.members.length > 0 && isGuarded(share));
        const refusals = new Map<QueuedRequest, Refusal>();
        if (guarded.length === 0) {
            return refusals;
        }
        const found = await this.look(deadlineOf(guarded).within(lookInMs));
        for (const share of guarded) {
            const { request } = share;
            const listed = this.withReason(found, request);
            const error = this.refusalOf(share, listed);
            if (error) {
                const trouble = listed instanceof Error ? listed : undefined;
                this.troubles.set(request, trouble);
                refusals.set(request, {
                    error,
                    mayPass: trouble instanceof DeadlineError && hasTime(request),
                    trouble,
                });
            }
        }
        return refusals;
    }

    /** The same right before an unassign is sent. What it deletes for those that are not refused is reported. */
    async refusalsNow(shares: readonly Share[]): Promise<Map<QueuedRequest, DeploymentsError>> {
        const refusals = new Map<QueuedRequest, DeploymentsError>();
        if (shares.length === 0) {
            return refusals;
        }
        const deadline = deadlineOf(shares);
        const found = await this.look(shares.some(isGuarded) ? deadline : deadline.within(reportInMs));
        for (const share of shares) {
            const listed = this.withReason(found, share.request);
            const error = this.refusalOf(share, listed);
            if (error) {
                refusals.set(share.request, error);
            } else {
                this.report(share, listed);
            }
        }
        return refusals;
    }

    /** Forgets the list, which is good for one attempt: somebody may deploy while a conflict or a pause is waited out before the next. */
    forget(): void {
        this.listed = undefined;
    }

    /** A last look, for which hardly any time was left, says little; the one before knows better why there is no list. */
    private withReason(listed: Listed, request: QueuedRequest): Listed {
        const isLate = listed instanceof DeadlineError && !hasTime(request);
        return (isLate ? (this.troubles.get(request) ?? request.lastTrouble) : undefined) ?? listed;
    }

    private refusalOf({ request, members }: Share, listed: Listed): DeploymentsError | undefined {
        const { allowed, advice } = request.change.permission();
        const ids = members.map(memberIdOf);
        const found = listed instanceof Error ? listed : affectedDeployments(listed, ids).deleted;
        if (allowed || members.length === 0 || (!(found instanceof Error) && found.length === 0)) {
            return undefined;
        }
        const { names, client } = this.services;
        const refused = listed instanceof Error ? ids : deployedMembers(listed, ids);
        const action = `Unassigning ${names.list(refused)} from ${projectLabel(client.project)}`;
        return new DeploymentsError({ action, found, advice });
    }

    private async look(deadline: Deadline): Promise<Listed> {
        const { clock } = deadline;
        if (this.listed && clock.now() - this.listed.at <= freshInMs) {
            return this.listed.list;
        }
        try {
            const list = await this.services.client.deployments(deadline);
            this.listed = { list, at: clock.now() };
            return list;
        } catch (error) {
            if (isNotFound(error)) {
                await this.throwIfGone(deadline);
            }
            return asError(error);
        }
    }

    /** A project that is gone has no deployments; one that is there, or that cannot be listed just now, may have some. */
    private async throwIfGone(deadline: Deadline): Promise<void> {
        try {
            await this.services.observe(deadline);
        } catch (error) {
            if (isNotFound(error)) {
                throw error;
            }
        }
    }

    /** Says what is deleted, or may be. */
    private report({ request: { change }, members }: Share, listed: Listed): void {
        const { names, client } = this.services;
        const ids = members.map(memberIdOf);
        const unassign = `"${change.owner}" unassigns ${names.list(ids)} from ${projectLabel(client.project)}`;
        if (listed instanceof Error) {
            this.sayOnce(`${unassign}; the deployments that this deletes could not be listed`);
            return;
        }
        const { deleted, unlocated } = affectedDeployments(listed, ids);
        if (deleted.length > 0) {
            this.sayOnce(`${unassign}, which deletes ${deploymentNames(deleted)}`);
        }
        if (unlocated.length > 0) {
            this.sayOnce(`${unassign}; ${describeUnlocated(unlocated)}`);
        }
    }

    /** There may be many attempts; what they do is said once. */
    private sayOnce(line: string): void {
        if (!this.said.has(line)) {
            this.said.add(line);
            this.services.say(line);
        }
    }
}

/** Says which deployments might be anywhere, for a sentence. */
export function describeUnlocated(unlocated: readonly string[]): string {
    return `the service does not say where ${deploymentNames(unlocated)} ${unlocated.length === 1 ? "is" : "are"}`;
}

/** Whether another look would fit into the request's own time. */
function hasTime({ change: { deadline } }: QueuedRequest): boolean {
    return deadline.remainingInMs() > deadline.lastTryInMs;
}

function isGuarded({ request }: Share): boolean {
    return !request.change.permission().allowed;
}

function deadlineOf(shares: readonly Share[]): Deadline {
    return latestDeadline(shares.map(({ request }) => request.change.deadline));
}
