import { AdaptiveDebounce } from "../../core/adaptiveDebounce";
import { canonicalEndpoint } from "../../validation/endpoint";
import { LaneRound } from "./laneRound";
import { type LaneOutcome, type LaneServices, LaneTicket, type LaneWork } from "./laneTicket";

/** How long a round waits for company: a job costs far more than the wait. */
const patience = { firstInMs: 80, shortestInMs: 25, longestInMs: 400, mostInMs: 3_000 };
/** A ticket with less time left than this waits for company for a tenth of its time only. */
const companyInMs = 30_000;
const companyShare = 0.1;
/** A ticket whose round goes on for others gets its verdict this long after its own deadline. */
const graceInMs = 1_000;

/**
 * The one queue of a project: jobs run one at a time, since what two at once do is undocumented. What arrives while a
 * round runs, or within some tens of milliseconds, joins the next round, whose jobs serve all of it together; so cost
 * grows with what changes, not with how many resources declare it.
 */
export class ProjectLane {
    private readonly queue: LaneTicket[] = [];
    private round: readonly LaneTicket[] = [];
    private running = false;
    private readonly debounce: AdaptiveDebounce;

    constructor(private readonly services: LaneServices) {
        const waiting = () => countOpen(this.queue);
        const present = () => waiting() + countOpen(this.round);
        this.debounce = new AdaptiveDebounce(services.clock, patience, { waiting, present });
    }

    /** Takes one resource's wish and resolves to its verdict, by the wish's own deadline or soon after. */
    submit(work: LaneWork): Promise<LaneOutcome> {
        const ticket = new LaneTicket(work);
        this.queue.push(ticket);
        this.debounce.arrived();
        void this.expire(ticket);
        if (!this.running) {
            this.running = true;
            void this.run();
        }
        return ticket.outcome;
    }

    private async run(): Promise<void> {
        while (this.queue.length > 0) {
            await this.debounce.quiet(() => this.queue.some(isPressed));
            this.round = this.takeRound();
            if (this.round.length > 0) {
                this.queue.push(...(await new LaneRound(this.services, this.round).run()));
                this.debounce.served();
            }
        }
        this.running = false;
    }

    /** The oldest waiting ticket and all that can share its requests: same host, same api-version, same credential. */
    private takeRound(): LaneTicket[] {
        const open = this.queue.splice(0).filter((ticket) => ticket.open);
        const first = open[0];
        if (!first) {
            return [];
        }
        const joins = (ticket: LaneTicket) => sharingKey(ticket.work) === sharingKey(first.work);
        this.queue.push(...open.filter((ticket) => !joins(ticket)));
        return open.filter(joins);
    }

    /** Gives a verdict to a ticket whose deadline comes while it waits, or while a round goes on for others. */
    private async expire(ticket: LaneTicket): Promise<void> {
        const { deadline } = ticket.work;
        const over = new AbortController();
        void ticket.outcome.then(() => over.abort());
        try {
            await deadline.clock.sleep(deadline.remainingInMs() + graceInMs, over.signal);
            ticket.expire();
        } catch {
            // The verdict came first.
        }
    }
}

/** Whether waiting for company might cost the ticket its time. */
function isPressed({ work: { deadline } }: LaneTicket): boolean {
    const isUsed = deadline.elapsedInMs() >= (deadline.at - deadline.startedAt) * companyShare;
    return isUsed && deadline.remainingInMs() < companyInMs;
}

function countOpen(tickets: readonly LaneTicket[]): number {
    return tickets.filter((ticket) => ticket.open).length;
}

function sharingKey({ project }: LaneWork): string {
    // An account may have two hosts; each is asked at the one that its resource names.
    return `${canonicalEndpoint(project.endpoint)} ${project.apiVersion} ${project.cloud ?? ""}`;
}
