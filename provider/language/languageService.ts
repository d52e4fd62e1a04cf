import type { Deadline } from "../core/deadline";
import { getOrCreate } from "../core/keyed";
import { canonicalEndpoint } from "../validation/endpoint";
import { AuthoringClient } from "./client";
import type { Deployment } from "./deployments";
import type { Job, JobVerb } from "./jobs";
import { type Followed, followJob } from "./lane/followJob";
import type { LaneOutcome, LaneServices, LaneWork } from "./lane/laneTicket";
import { ProjectLane } from "./lane/projectLane";
import { SharedList } from "./lists";
import type { AssignedResource } from "./members";
import { type ProjectAddress, projectKey } from "./projectAddress";

/** All projects of this process: one lane each for what changes them, one list for all that look at the same moment. */
export class LanguageService {
    private readonly lanes = new Map<string, ProjectLane>();
    private readonly lists = new Map<string, SharedList<AssignedResource>>();
    private readonly deploymentLists = new Map<string, SharedList<Deployment>>();

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
    async list(project: ProjectAddress, deadline: Deadline, sought?: readonly string[]): Promise<AssignedResource[]> {
        const client = this.clientFor(project, deadline);
        const fetchList = (until: Deadline, ids?: readonly string[]) => client.list(until, ids);
        const sharing = getOrCreate(
            this.lists,
            requestKey(project),
            () => new SharedList(this.options.clock, fetchList),
        );
        const list = await sharing.list(deadline, sought);
        this.options.names.learn(list.map(({ azureResourceId }) => azureResourceId));
        return list;
    }

    /** Lists a project's deployments; requests of one moment share an answer, which is never older than the request. */
    deployments(project: ProjectAddress, deadline: Deadline): Promise<Deployment[]> {
        const client = this.clientFor(project, deadline);
        const fetchList = (until: Deadline) => client.deployments(until);
        return getOrCreate(
            this.deploymentLists,
            requestKey(project),
            () => new SharedList(this.options.clock, fetchList),
        ).list(deadline);
    }

    /** Reads a job of a project once. */
    async job(project: ProjectAddress, verb: JobVerb, jobId: string, deadline: Deadline): Promise<Job> {
        return (await new AuthoringClient(this.options.http, project).job(verb, jobId, deadline)).job;
    }

    /** Follows a job of an earlier run to its end, or to the deadline, saying now and then that it lives. */
    async follow(
        project: ProjectAddress,
        { verb, jobId, members }: { verb: JobVerb; jobId: string; members: readonly string[] },
        deadline: Deadline,
    ): Promise<Followed> {
        const { http, say, names } = this.options;
        const client = new AuthoringClient(http, project);
        return followJob(verb, { jobId }, { client, deadline, members: names.list(members), isEarlier: true, say });
    }

    private clientFor(project: ProjectAddress, deadline: Deadline): AuthoringClient {
        const client = new AuthoringClient(this.options.http, project);
        client.signInAhead(deadline);
        return client;
    }
}

/** What may share a request: one project, in the same version, with the same credential. */
function requestKey(project: ProjectAddress): string {
    // A project is asked at the host that its resource names, of the two that an account may have.
    const host = canonicalEndpoint(project.endpoint);
    return `${projectKey(project)} ${host} ${project.apiVersion} ${project.cloud ?? ""}`;
}
