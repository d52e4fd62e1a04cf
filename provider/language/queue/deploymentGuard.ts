import { type Deadline, latestDeadline } from "../../core/deadline";
import { asError, DeadlineError, isNotFound } from "../../core/errors";
import type { AuthoringClient } from "../client";
import {
    type AffectedDeployments,
    affectedDeployments,
    type Deployment,
    DeploymentsError,
    deploymentNames,
} from "../deployments";
import { type MemberNames, memberIdOf } from "../members";
import { projectLabel } from "../projectAddress";
import type { QueuedRequest, Share } from "./queuedRequest";

/** How long one look at the deployments may take while others wait for the same batch. */
const lookInMs = 30_000;
/** How long to look for what may go anyway, just to tell of it. */
const tellInMs = 10_000;
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
 * Keeps a batch from deleting deployments that nobody gave up. Unassigning a member deletes the project's deployments on it, so
 * before each unassign they are listed, once for all of the batch. A request that would delete some without leave is refused, alone.
 */
export class DeploymentGuard {
    private listed?: { list: readonly Deployment[]; at: number };
    private readonly said = new Set<string>();
    /** What kept the deployments from being listed, when last looked for each request. */
    private readonly troubles = new Map<QueuedRequest, Error | undefined>();

    constructor(private readonly services: GuardServices) {}

    /**
     * Of the requests that are about to unassign members, those that are to be refused before anything is sent for them, and
     * why. The program may still say that the deployments may go, or that another resource is to have the member: it is heard
     * first. `shares` answers what is to be unassigned as of now, `declared` resolves when the program has spoken.
     */
    async foresee(
        shares: () => readonly Share[],
        declared: (deadline: Deadline) => Promise<void> = async () => {},
    ): Promise<Map<QueuedRequest, Refusal>> {
        const suspected = await this.suspect(shares());
        if (suspected.size === 0) {
            return suspected;
        }
        await declared(latestDeadline([...suspected.keys()].map(({ change }) => change.deadline)));
        return this.suspect(shares().filter(({ request }) => suspected.has(request)));
    }

    private async suspect(shares: readonly Share[]): Promise<Map<QueuedRequest, Refusal>> {
        const guarded = shares.filter(({ request, members }) => members.length > 0 && !request.change.leave().allowed);
        const refused = new Map<QueuedRequest, Refusal>();
        if (guarded.length === 0) {
            return refused;
        }
        const until = latestDeadline(shares.map(({ request }) => request.change.deadline));
        const found = await this.look(until.within(lookInMs));
        for (const share of guarded) {
            const { request } = share;
            const listed = this.withReason(found, request);
            const error = this.refusalOf(share, listed);
            if (error) {
                const trouble = listed instanceof Error ? listed : undefined;
                this.troubles.set(request, trouble);
                refused.set(request, { error, mayPass: trouble instanceof DeadlineError && hasTime(request), trouble });
            }
        }
        return refused;
    }

    /** The same right before the job is sent: of who is not refused it says what goes. */
    async refuse(shares: readonly Share[], deadline: Deadline): Promise<Map<QueuedRequest, DeploymentsError>> {
        const isGuarded = shares.some(({ request }) => !request.change.leave().allowed);
        const found = await this.look(isGuarded ? deadline : deadline.within(tellInMs));
        const refused = new Map<QueuedRequest, DeploymentsError>();
        for (const share of shares) {
            const listed = this.withReason(found, share.request);
            const error = this.refusalOf(share, listed);
            if (error) {
                refused.set(share.request, error);
            } else {
                this.tell(share, listed);
            }
        }
        return refused;
    }

    /** A list is good for one attempt: while a conflict or a pause is waited out before the next, somebody may deploy. */
    forget(): void {
        this.listed = undefined;
    }

    /** A last look, for which hardly any time was left, says little: why there is no list is what the one before met. */
    private withReason(listed: Listed, request: QueuedRequest): Listed {
        const isLate = listed instanceof DeadlineError && !hasTime(request);
        return (isLate ? (this.troubles.get(request) ?? request.lastTrouble) : undefined) ?? listed;
    }

    private refusalOf({ request, members }: Share, listed: Listed): DeploymentsError | undefined {
        const leave = request.change.leave();
        const found = listed instanceof Error ? listed : affectedBy(listed, members).deleted;
        if (leave.allowed || members.length === 0 || (!(found instanceof Error) && found.length === 0)) {
            return undefined;
        }
        const { names, client } = this.services;
        const ids = listed instanceof Error ? members.map(memberIdOf) : deployedOn(listed, members.map(memberIdOf));
        const action = `Unassigning ${names.list(ids)} from ${projectLabel(client.project)}`;
        return new DeploymentsError({ action, found, wayOn: leave.wayOn });
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

    /** Says what goes, or may go. */
    private tell({ request: { change }, members }: Share, listed: Listed): void {
        const { names, client } = this.services;
        const story = `"${change.owner}" unassigns ${names.list(members.map(memberIdOf))} from ${projectLabel(client.project)}`;
        if (listed instanceof Error) {
            this.sayOnce(`${story}; the deployments that this deletes could not be listed`);
            return;
        }
        const { deleted, untold } = affectedBy(listed, members);
        if (deleted.length > 0) {
            this.sayOnce(`${story}, which deletes ${deploymentNames(deleted)}`);
        }
        if (untold.length > 0) {
            this.sayOnce(`${story}; ${untoldStory(untold)}`);
        }
    }

    /** An attempt is made again and again; what it would do is said once. */
    private sayOnce(line: string): void {
        if (!this.said.has(line)) {
            this.said.add(line);
            this.services.say(line);
        }
    }
}

/** Says of deployments that nobody can tell where they are. */
export function untoldStory(untold: readonly string[]): string {
    return `the service does not say where ${deploymentNames(untold)} ${untold.length === 1 ? "is" : "are"}`;
}

/** Whether another look would fit into the request's own time. */
function hasTime({ change: { deadline } }: QueuedRequest): boolean {
    return deadline.remainingInMs() > deadline.lastTryInMs;
}

function affectedBy(deployments: readonly Deployment[], members: Share["members"]): AffectedDeployments {
    return affectedDeployments(deployments, members.map(memberIdOf));
}

/** Of the members those whose unassign would delete a deployment. */
function deployedOn(deployments: readonly Deployment[], ids: readonly string[]): string[] {
    return ids.filter((id) => affectedDeployments(deployments, [id]).deleted.length > 0);
}
