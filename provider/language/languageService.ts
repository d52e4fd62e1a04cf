import type { Deadline } from "../polling/deadline";
import { getOrCreate } from "../polling/getOrCreate";
import { canonicalEndpoint } from "../validation/canonicalEndpoint";
import { AuthoringClient } from "./authoringClient";
import type { Job, JobVerb } from "./jobs";
import { type Followed, followJob } from "./lane/followJob";
import type { LaneOutcome, LaneWork } from "./lane/laneTicket";
import { type LaneServices, ProjectLane } from "./lane/projectLane";
import { ListSharing } from "./listSharing";
import type { AssignedResource } from "./members";
import { type ProjectAddress, projectKey } from "./projectAddress";

/** All projects of this process: one lane each for what changes them, one list for all that look at the same moment. */
export class LanguageService {
    private readonly lanes = new Map<string, ProjectLane>();
    private readonly lists = new Map<string, ListSharing>();

    constructor(private readonly options: LaneServices) {}

    /** Brings a project to what one resource wants of it, in turn with everything else that changes the project. */
    reconcile(work: LaneWork): Promise<LaneOutcome> {
        new AuthoringClient(this.options.http, work.project).signInAhead(work.deadline);
        const lane = getOrCreate(this.lanes, projectKey(work.project), () => new ProjectLane(this.options));
        return lane.submit(work);
    }

    /**
     * Lists a project; requests of one moment share an answer, which is never older than the request. `sought` are the ARM
     * ids whose presence matters. Default: any might.
     */
    list(project: ProjectAddress, deadline: Deadline, sought?: readonly string[]): Promise<AssignedResource[]> {
        // A project is asked at the host that its resource names, of the two that an account may have.
        const host = canonicalEndpoint(project.endpoint);
        const key = `${projectKey(project)} ${host} ${project.apiVersion} ${project.cloud ?? ""}`;
        const client = new AuthoringClient(this.options.http, project);
        client.signInAhead(deadline);
        const sharing = getOrCreate(
            this.lists,
            key,
            () => new ListSharing(this.options.clock, (until, ids) => client.list(until, ids)),
        );
        return sharing.list(deadline, sought);
    }

    /** Reads a job of a project once. */
    async job(project: ProjectAddress, verb: JobVerb, jobId: string, deadline: Deadline): Promise<Job> {
        return (await new AuthoringClient(this.options.http, project).job(verb, jobId, deadline)).job;
    }

    /** Follows a job to its end, or to the deadline, saying now and then that it lives. */
    async follow(project: ProjectAddress, verb: JobVerb, jobId: string, deadline: Deadline): Promise<Followed> {
        const client = new AuthoringClient(this.options.http, project);
        return followJob(verb, { jobId }, { client, deadline, say: this.options.say });
    }
}
