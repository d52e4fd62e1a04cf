import { AmbiguousError, asError, ServiceError } from "#provider/core/errors";
import { pollUntil } from "#provider/core/poll";
import { AuthoringClient, type StartedJob } from "#provider/language/client";
import { affectedDeployments, deploymentNames } from "#provider/language/deployments";
import { hasEnded, type Job, type JobVerb, listLagInMs } from "#provider/language/jobs";
import { findMember } from "#provider/language/members";
import { projectLabel } from "#provider/language/projectAddress";
import { followJob } from "#provider/language/queue/job/followJob";
import { type Check, hadNoEffect, LeftAlone, Refusal } from "./check";
import type { JournalEntry } from "./journal";
import type { LiveTarget } from "./liveArguments";
import type { LiveServices } from "./services";

/** An unassign whose answer is lost is sent again, so often. */
const mostUnassigns = 3;
/** A job takes about a second: one whose id was lost has ended long before. */
const lostJobInMs = 3_000;
/** Another job may be at work, which a 409 says. */
const conflictPauseInMs = 2_000;

/** Assigns a resource to a project, and unassigns it again. */
export class ProjectCheck implements Check {
    private readonly client: AuthoringClient;
    private readonly id: string;
    /** The assign job, once it is known; a journal may know it. */
    private jobId?: string;
    /** Whether the assign job was followed to its end. */
    private hasEnded = false;
    /** Whether the service surely did nothing. */
    private isRefused = false;

    constructor(
        private readonly services: LiveServices,
        private readonly target: Extract<LiveTarget, { kind: "project" }>,
        earlier?: JournalEntry,
        /** Told the id of the assign job as soon as it is known. */
        private readonly onJob: (jobId: string) => void = () => undefined,
    ) {
        this.client = new AuthoringClient(services.http, target.project);
        this.id = target.member.azureResourceId;
        this.jobId = earlier?.jobId;
    }

    get story(): string {
        const { member, project } = this.target;
        return `${this.id} (${member.customDomain}, ${member.region}) is assigned to ${projectLabel(project)} at ${new URL(project.endpoint).host}, and unassigned again.`;
    }

    get remains(): string {
        return `${this.id} may still be assigned to ${projectLabel(this.target.project)} at ${new URL(this.target.project.endpoint).host}`;
    }

    async describe(): Promise<string> {
        const label = projectLabel(this.target.project);
        return (await this.isListed("undo"))
            ? `${this.id} is assigned to ${label} now.`
            : `${this.id} is not assigned to ${label} now, but a job may be under way.`;
    }

    async look(): Promise<void> {
        if (await this.isListed("change")) {
            throw new Refusal(
                `${this.id} is assigned to ${projectLabel(this.target.project)} already: the check takes away only what it has made.`,
            );
        }
        const inTheWay = await this.deploymentsInTheWay("change");
        if (inTheWay.length > 0) {
            throw new Refusal(
                `${projectLabel(this.target.project)} has ${deploymentNames(inTheWay)}, and nothing says that unassigning ${this.id} would leave that alone. ` +
                    "Use a project without deployments.",
            );
        }
    }

    async change(): Promise<void> {
        const deadline = this.services.deadline("change");
        const started = await this.client.assign([this.target.member], deadline).catch((error: unknown) => {
            this.isRefused = hadNoEffect(error);
            throw error;
        });
        const job = await this.follow("assign", started, "change");
        // Only what has succeeded is worth waiting for.
        const isThere = await this.waitForList(true, "change", job.status === "succeeded" ? listLagInMs : 0);
        // Whether deployments name the new member, or any, is worth recording.
        await this.client.deployments(deadline);
        if (job.status !== "succeeded" || !isThere) {
            throw new Error(
                `the assign job ended "${job.status}", and the list ${isThere ? "shows" : "does not show"} the resource`,
            );
        }
        this.services.say("the list shows it");
    }

    async undo(): Promise<void> {
        if (this.isRefused) {
            return;
        }
        const isKnownJob = await this.settleAssign();
        for (let sent = 0; sent < mostUnassigns; sent += 1) {
            await this.refuseToDelete();
            await this.unassign();
            const isGone = await this.waitForList(false, "undo");
            // An assign job whose id was lost may come after ours.
            if (isGone && (isKnownJob || !(await this.waitForList(true, "undo", lostJobInMs)))) {
                this.services.say("the list does not show it any more");
                return;
            }
        }
        throw new Error(`${this.id} is still assigned after ${mostUnassigns} unassigns`);
    }

    /** Sends one unassign and follows its job; the list, and not what is answered, says what came of it. */
    private async unassign(): Promise<void> {
        try {
            await this.follow("unassign", await this.sendUnassign(), "undo");
        } catch (error) {
            // Unassigning what is not assigned may be refused.
            const isMoot = error instanceof ServiceError && !(await this.isListed("undo"));
            if (!isMoot && !(error instanceof AmbiguousError)) {
                throw error;
            }
            this.services.say(asError(error).message);
        }
    }

    /** A job that assigns must have ended before an unassign, or it could have the last word. One whose id is lost queues before ours. */
    private async settleAssign(): Promise<boolean> {
        if (this.jobId === undefined || this.hasEnded) {
            return this.hasEnded;
        }
        try {
            await this.follow("assign", { jobId: this.jobId }, "undo");
        } catch (error) {
            // The service has forgotten it, which takes days.
            if (!(error instanceof ServiceError && error.statusCode === 404)) {
                throw error;
            }
        }
        return true;
    }

    /** Somebody may have deployed the project meanwhile; an unassign would delete that. */
    private async refuseToDelete(): Promise<void> {
        const inTheWay = await this.deploymentsInTheWay("undo");
        if (inTheWay.length > 0) {
            throw new LeftAlone(
                `unassigning it could delete ${deploymentNames(inTheWay)}, which was not there before: nothing was unassigned`,
            );
        }
    }

    /** The deployments of which nothing says that they are elsewhere. */
    private async deploymentsInTheWay(part: "change" | "undo"): Promise<string[]> {
        const deployments = await this.client.deployments(this.services.deadline(part));
        const { deleted, unlocated } = affectedDeployments(deployments, [this.id]);
        return [...deleted, ...unlocated];
    }

    /** Waits for other jobs of the project. */
    private async sendUnassign(): Promise<StartedJob> {
        const deadline = this.services.deadline("undo");
        for (;;) {
            try {
                return await this.client.unassign([this.id], deadline);
            } catch (error) {
                const status = error instanceof ServiceError ? error.statusCode : undefined;
                if (status !== 409 || !(await deadline.sleepBeforeTry(conflictPauseInMs))) {
                    throw error;
                }
                await this.refuseToDelete();
            }
        }
    }

    private async follow(
        verb: JobVerb,
        { jobId, problem, retryAfterInMs }: StartedJob,
        part: "change" | "undo",
    ): Promise<Job> {
        if (jobId === undefined) {
            throw new AmbiguousError("NoJob", `The ${verb} was taken, but ${problem}.`);
        }
        if (verb === "assign") {
            this.jobId = jobId;
            this.onJob(jobId);
        }
        const { client, services } = this;
        const { say } = services;
        const members = this.id.slice(this.id.lastIndexOf("/") + 1);
        const isEarlier = verb === "assign" && part === "undo";
        const means = { client, deadline: services.deadline(part), members, isEarlier, say };
        const { job } = await followJob(verb, { jobId, retryAfterInMs }, means);
        if (!hasEnded(job.status)) {
            throw new Error(`the ${verb} job ${jobId} is still "${job.status}" at the end of the time`);
        }
        for (const error of job.errors) {
            say(`the ${verb} job says: ${error}`);
        }
        this.hasEnded ||= verb === "assign";
        return job;
    }

    private async isListed(part: "change" | "undo"): Promise<boolean> {
        return findMember(await this.client.list(this.services.deadline(part)), this.id) !== undefined;
    }

    /** The list may lag behind a job; how long is worth recording. */
    private async waitForList(there: boolean, part: "change" | "undo", longestInMs = listLagInMs): Promise<boolean> {
        const { done } = await pollUntil({
            deadline: this.services.deadline(part).within(longestInMs),
            poll: async () => {
                const value = await this.isListed(part);
                return { done: value === there, value };
            },
        });
        return done;
    }
}
