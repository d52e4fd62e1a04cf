import type { Deadline } from "../../core/deadline";
import { asError, DeadlineError, ServiceError } from "../../core/errors";
import type { AuthoringClient } from "../client";
import {
    type AffectedDeployments,
    affectedDeployments,
    type Deployment,
    DeploymentsError,
    deploymentNames,
} from "../deployments";
import type { MemberNames } from "../members";
import { projectLabel } from "../projectAddress";
import type { LaneTicket } from "./laneTicket";
import type { Wish } from "./runJob";

/** How long one look at the deployments may take while others wait for the same round. */
const lookInMs = 30_000;
/** How long to look for what may go anyway, just to tell of it. */
const tellInMs = 10_000;
/** A list that is no older than this is of the present moment. */
const freshInMs = 1_000;

/** The deployments as they are, or why they cannot be listed. */
type Listed = readonly Deployment[] | Error;

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
 * Keeps a round from deleting deployments that nobody gave up. Unassigning a member deletes the project's deployments on it, so
 * before each unassign they are listed, once for all of the round; who would delete some without leave is refused, alone.
 */
export class DeploymentGuard {
    private listed?: { list: readonly Deployment[]; at: number };
    private readonly told = new Set<string>();

    constructor(private readonly services: GuardServices) {}

    /**
     * The tickets, of those that are about to unassign members, that would be refused; `"later"` for one whose answer could not be
     * had in a while that is fair to the others.
     */
    async refusals(wishes: readonly Wish[], deadline: Deadline): Promise<Map<LaneTicket, DeploymentsError | "later">> {
        const guarded = wishes.filter(({ ticket, members }) => members.length > 0 && !ticket.work.leave().allowed);
        const refused = new Map<LaneTicket, DeploymentsError | "later">();
        if (guarded.length === 0) {
            return refused;
        }
        const found = await this.look(deadline.within(lookInMs));
        for (const { ticket, members } of guarded) {
            const listed = withReason(found, ticket);
            const error = this.refusalOf({ ticket, members }, listed);
            if (error) {
                refused.set(ticket, listed instanceof DeadlineError && hasTime(ticket) ? "later" : error);
                ticket.lastTrouble = listed instanceof Error ? listed : undefined;
            }
        }
        return refused;
    }

    /** Of the wishes those that may be sent now; the others get their verdict. */
    async admit(wishes: readonly Wish[], deadline: Deadline): Promise<Wish[]> {
        const isGuarded = wishes.some(({ ticket }) => !ticket.work.leave().allowed);
        const found = await this.look(isGuarded ? deadline : deadline.within(tellInMs));
        return wishes.filter((wish) => {
            const listed = withReason(found, wish.ticket);
            const error = this.refusalOf(wish, listed);
            if (error) {
                wish.ticket.settle(error);
                return false;
            }
            this.tell(wish, listed);
            return true;
        });
    }

    private refusalOf({ ticket, members }: Wish, listed: Listed): DeploymentsError | undefined {
        const leave = ticket.work.leave();
        const found = listed instanceof Error ? listed : affectedBy(listed, members).deleted;
        if (leave.allowed || members.length === 0 || (!(found instanceof Error) && found.length === 0)) {
            return undefined;
        }
        const { names, client } = this.services;
        const ids =
            found instanceof Error
                ? members
                : members.filter((one) => affectedBy(listed as Deployment[], [one]).deleted.length > 0);
        const action = `Unassigning ${names.list(ids.map(idOf))} from ${projectLabel(client.project)}`;
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
            if (error instanceof ServiceError && error.statusCode === 404) {
                // A project that is gone has none; one that is there may have some.
                await this.services.observe(deadline);
            }
            return asError(error);
        }
    }

    /** Says what goes, or may go. */
    private tell({ ticket, members }: Wish, listed: Listed): void {
        const { names, client } = this.services;
        // An attempt is made again and again; what it would do is said once.
        const say = (line: string) => {
            if (!this.told.has(line)) {
                this.told.add(line);
                this.services.say(line);
            }
        };
        const from = `${names.list(members.map(idOf))} from ${projectLabel(client.project)}`;
        if (listed instanceof Error) {
            say(`"${ticket.work.owner}" unassigns ${from}; the deployments that this deletes could not be listed`);
            return;
        }
        const { deleted, untold } = affectedBy(listed, members);
        if (deleted.length > 0) {
            say(`"${ticket.work.owner}" unassigns ${from}, which deletes ${deploymentNames(deleted)}`);
        }
        if (untold.length > 0) {
            say(`"${ticket.work.owner}" unassigns ${from}; ${untoldStory(untold)}`);
        }
    }
}

/** Says of deployments that nobody can tell where they are. */
export function untoldStory(untold: readonly string[]): string {
    return `the service does not say where ${deploymentNames(untold)} ${untold.length === 1 ? "is" : "are"}`;
}

/** A last look, for which hardly any time was left, says little: why there is no list is what the one before met. */
function withReason(listed: Listed, ticket: LaneTicket): Listed {
    return listed instanceof DeadlineError && !hasTime(ticket) ? (ticket.lastTrouble ?? listed) : listed;
}

/** Whether another look would fit into the ticket's own time. */
function hasTime({ work: { deadline } }: LaneTicket): boolean {
    return deadline.remainingInMs() > deadline.lastTryInMs;
}

function affectedBy(deployments: readonly Deployment[], members: Wish["members"]): AffectedDeployments {
    return affectedDeployments(deployments, members.map(idOf));
}

function idOf({ azureResourceId }: { azureResourceId: string }): string {
    return azureResourceId;
}
