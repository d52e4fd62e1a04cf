import type { Deadline } from "../../core/deadline";
import { ServiceError } from "../../core/errors";
import type { Sending } from "../../http/types";
import type { AuthoringClient, StartedJob } from "../client";
import type { JobVerb } from "../jobs";
import type { ResourceMetadata } from "../members";

/** Starts jobs of one project; remembers which name the service takes for the list of an unassign. */
export class JobStarter {
    private prefersOldName = false;

    constructor(private readonly client: AuthoringClient) {}

    /**
     * Starts a job. Sources disagree on the body of an unassign in the 2025-11 versions: one that is refused with a 400
     * is tried once with the older name.
     */
    async start(
        verb: JobVerb,
        members: readonly ResourceMetadata[],
        deadline: Deadline,
        sending: Sending,
    ): Promise<StartedJob> {
        if (verb === "assign") {
            return this.client.assign(members, deadline, sending);
        }
        const ids = members.map((member) => member.azureResourceId);
        try {
            return await this.client.unassign(ids, deadline, this.prefersOldName, sending);
        } catch (error) {
            if (!this.client.hasAlternativeUnassign || this.prefersOldName || !isBadBody(error)) {
                throw error;
            }
            const started = await this.withOldName(ids, deadline, sending, error);
            this.prefersOldName = true;
            return started;
        }
    }

    /** Where neither name is taken, the names were not what the service complained of: its first complaint counts. */
    private async withOldName(
        ids: readonly string[],
        deadline: Deadline,
        sending: Sending,
        complaint: unknown,
    ): Promise<StartedJob> {
        try {
            return await this.client.unassign(ids, deadline, true, sending);
        } catch (error) {
            throw isBadBody(error) ? complaint : error;
        }
    }
}

function isBadBody(error: unknown): boolean {
    return error instanceof ServiceError && error.statusCode === 400;
}
