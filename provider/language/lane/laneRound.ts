import { type Deadline, latestDeadline } from "../../core/deadline";
import { asError } from "../../core/errors";
import { canonicalRegion } from "../../validation/ids";
import { AuthoringClient } from "../client";
import type { JobVerb } from "../jobs";
import { type AssignedResource, findMember, type ResourceMetadata, unreachedMembers } from "../members";
import { DeploymentGuard } from "./deploymentGuard";
import { JobStarter } from "./jobStarter";
import type { LaneServices, LaneTicket } from "./laneTicket";
import type { JobHost } from "./runJob";
import { WishRunner } from "./wishRunner";

/** Which members of a ticket one step is about, given the list. */
type Selection = (ticket: LaneTicket, list: readonly AssignedResource[]) => readonly ResourceMetadata[];

/**
 * One round of a lane: one list for all its tickets, then at most three jobs, and as many for what is in doubt. Assigns
 * go first, so that nothing is without its resources in between; then unassigns; then what had to be unassigned to change
 * is assigned again.
 */
export class LaneRound {
    private readonly client: AuthoringClient;
    private readonly runner: WishRunner;
    private readonly guard: DeploymentGuard;
    /** Tickets that need another round, since it could not be known yet what theirs would delete. */
    private readonly postponed = new Set<LaneTicket>();
    private list: AssignedResource[] = [];

    constructor(
        private readonly services: LaneServices,
        private readonly tickets: readonly LaneTicket[],
    ) {
        const [first] = tickets;
        if (!first) {
            throw new RangeError("a round needs a ticket");
        }
        this.client = new AuthoringClient(services.http, first.work.project);
        const starter = new JobStarter(this.client);
        const { say, names } = services;
        const observe = (deadline: Deadline) => this.observe(deadline);
        this.guard = new DeploymentGuard({ client: this.client, names, say, observe });
        const host: JobHost = {
            client: this.client,
            names,
            say,
            observe,
            admit: async (verb, wishes, deadline) =>
                verb === "unassign" ? this.guard.admit(wishes, deadline) : wishes,
            start: (verb, members, deadline, sending) => starter.start(verb, members, deadline, sending),
        };
        this.runner = new WishRunner(host, () => this.list);
    }

    /** Runs to the verdict of every ticket but those that need another round, and answers these; never rejects. */
    async run(): Promise<LaneTicket[]> {
        try {
            await this.steps();
            this.settleAll();
        } catch (error) {
            this.settleAll(error);
        }
        return [...this.postponed].filter((ticket) => ticket.open);
    }

    private async steps(): Promise<void> {
        await this.observe(latestDeadline(this.tickets.map(({ work }) => work.deadline)));
        for (const ticket of this.tickets) {
            ticket.facts.before = this.list;
            const error = ticket.work.judge?.(this.list);
            if (error) {
                ticket.settle(error);
            }
        }
        await this.refuseDeletions();
        await this.step("assign", ({ work }, list) => unreachedMembers("assign", work.assign, list, work.doubtful));
        this.settleWhoOnlyAssigns();
        const changed = new Map(this.tickets.map((ticket) => [ticket, changedOf(ticket, this.list)]));
        await this.untilDeclared();
        await this.step("unassign", (ticket) => {
            this.noteKept(ticket);
            return this.removableOf(ticket);
        });
        for (const ticket of this.openTickets()) {
            ticket.facts.cleared = [...(changed.get(ticket) ?? [])];
        }
        await this.step("assign", (ticket) => changed.get(ticket) ?? []);
    }

    /**
     * Refuses, before anything is sent for it, a ticket whose unassign would delete deployments without leave. The program may
     * still say that they may go, or that another resource is to have the member: it is heard first.
     */
    private async refuseDeletions(): Promise<void> {
        const wishesNow = () => this.openTickets().map((ticket) => ({ ticket, members: this.removableOf(ticket) }));
        const latest = (tickets: Iterable<LaneTicket>) => latestDeadline([...tickets].map(({ work }) => work.deadline));
        const suspected = await this.guard.refusals(wishesNow(), latest(this.tickets));
        if (suspected.size === 0) {
            return;
        }
        await this.services.declared?.(latest(suspected.keys()));
        const refused = await this.guard.refusals(
            wishesNow().filter(({ ticket }) => suspected.has(ticket)),
            latest(suspected.keys()),
        );
        for (const [ticket, refusal] of refused) {
            if (refusal === "later") {
                this.postponed.add(ticket);
            } else {
                ticket.settle(refusal);
            }
        }
    }

    /** Unassigning destroys: before it is done, whoever is to have the member must have had time to say so. */
    private async untilDeclared(): Promise<void> {
        const leaving = this.openTickets().filter(({ work: { project, owner, unassign, doubtful } }) =>
            unreachedMembers("unassign", unassign.map(idOnly), this.list, doubtful).some(
                ({ azureResourceId }) => !this.services.declaredByOther(project, azureResourceId, owner),
            ),
        );
        if (leaving.length > 0) {
            await this.services.declared?.(latestDeadline(leaving.map(({ work }) => work.deadline)));
        }
    }

    /** Whose wish is done already need not wait for the jobs of the others. */
    private settleWhoOnlyAssigns(): void {
        const open = this.openTickets();
        const done = open.filter(({ work: { unassign, reassign } }) => unassign.length + reassign.length === 0);
        if (done.length < open.length) {
            for (const ticket of done) {
                ticket.settle();
            }
        }
    }

    private async step(verb: JobVerb, select: Selection): Promise<void> {
        const list = this.list;
        const selected = this.openTickets().map((ticket) => ({ ticket, members: select(ticket, list) }));
        const certain = selected.map(({ ticket, members }) => ({
            ticket,
            members: unreachedMembers(verb, members, list),
        }));
        const sure = new Set(certain.flatMap(({ members }) => members));
        const doubtful = selected.map(({ ticket, members }) => ({
            ticket,
            members: members.filter((member) => !sure.has(member)),
        }));
        await this.runner.run(verb, certain);
        await this.runner.runDoubtful(verb, doubtful);
    }

    /** Members to unassign: those that are there, or in doubt, and that no other resource of this run declares. */
    private removableOf(ticket: LaneTicket): ResourceMetadata[] {
        return this.goingOf(ticket).filter(
            ({ azureResourceId }) => this.otherOwner(ticket, azureResourceId) === undefined,
        );
    }

    private noteKept(ticket: LaneTicket): void {
        for (const { azureResourceId } of this.goingOf(ticket)) {
            const owner = this.otherOwner(ticket, azureResourceId);
            if (owner !== undefined) {
                ticket.facts.kept.push({ azureResourceId, owner });
            }
        }
    }

    /** Members that the ticket wants to be unassigned, and that are there or in doubt. */
    private goingOf(ticket: LaneTicket): ResourceMetadata[] {
        const { unassign, doubtful } = ticket.work;
        const leaving = unreachedMembers("unassign", unassign.map(idOnly), this.list, doubtful);
        // A changed member that is not there any more has only to be assigned again.
        return [...leaving, ...unreachedMembers("unassign", changedOf(ticket, this.list), this.list)];
    }

    private otherOwner({ work: { project, owner } }: LaneTicket, azureResourceId: string): string | undefined {
        return this.services.declaredByOther(project, azureResourceId, owner);
    }

    private async observe(deadline: Deadline): Promise<AssignedResource[]> {
        const open = this.openTickets();
        this.list = await this.client.list(deadline, open.flatMap(membersOf));
        this.services.names.learn(this.list.map(({ azureResourceId }) => azureResourceId));
        for (const ticket of open) {
            ticket.facts.after = this.list;
        }
        return this.list;
    }

    private openTickets(): LaneTicket[] {
        return this.tickets.filter((ticket) => ticket.open && !this.postponed.has(ticket));
    }

    private settleAll(error?: unknown): void {
        for (const ticket of this.openTickets()) {
            ticket.settle(error === undefined ? undefined : asError(error));
        }
    }
}

/** Members that still differ from what is wanted; of a changed custom domain the list says nothing. */
function changedOf({ work }: LaneTicket, list: readonly AssignedResource[]): ResourceMetadata[] {
    return work.reassign.filter((member) => {
        const region = findMember(list, member.azureResourceId)?.region;
        return (
            member.domainChanged || region === undefined || canonicalRegion(region) !== canonicalRegion(member.region)
        );
    });
}

/** Whoever a ticket is about. */
function membersOf({ work: { assign, reassign, unassign } }: LaneTicket): string[] {
    return [...assign, ...reassign, ...unassign.map(idOnly)].map((member) => member.azureResourceId);
}

function idOnly(azureResourceId: string): ResourceMetadata {
    return { azureResourceId, customDomain: "", region: "" };
}
