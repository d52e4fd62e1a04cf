import type { Deadline } from "../core/deadline";
import { getOrCreate } from "../core/keyed";
import type { HttpClient } from "../http/types";
import { canonicalEndpoint } from "../validation/endpoint";
import { AuthoringClient } from "./client";
import type { Deployment } from "./deployments";
import type { Job, JobVerb } from "./jobs";
import { SharedList } from "./lists";
import type { AssignedResource } from "./members";
import { type ProjectAddress, projectKey } from "./projectAddress";
import type { ChangeResult, ProjectChange, QueueServices } from "./queue/change";
import { type Followed, followJob } from "./queue/job/followJob";
import { ProjectQueue } from "./queue/projectQueue";
import { ServiceHabits } from "./serviceHabits";

/** What the service is made of. */
export interface LanguageOptions extends Omit<QueueServices, "clientFor"> {
    /** Sends requests. */
    http: HttpClient;
}

/** All projects of this process: one queue each for what changes them, one list for all that look at the same moment. */
export class LanguageService {
    private readonly queues = new Map<string, ProjectQueue>();
    private readonly lists = new Map<string, SharedList<AssignedResource>>();
    private readonly deploymentLists = new Map<string, SharedList<Deployment>>();
    private readonly clients = new Map<string, AuthoringClient>();
    private readonly habits = new Map<string, ServiceHabits>();
    private readonly queueServices: QueueServices;

    constructor(private readonly options: LanguageOptions) {
        this.queueServices = { ...options, clientFor: (project) => this.clientFor(project) };
    }

    /** Brings a project to what one resource wants of it, in turn with everything else that changes the project. */
    submit(change: ProjectChange): Promise<ChangeResult> {
        this.clientFor(change.project).signInAhead(change.deadline);
        const key = projectKey(change.project);
        return getOrCreate(this.queues, key, () => new ProjectQueue(this.queueServices)).submit(change);
    }

    /**
     * Lists a project; requests of one moment share an answer, which is never older than the request. `sought` are the ARM
     * ids whose presence matters. Default: any might.
     */
    async list(project: ProjectAddress, deadline: Deadline, sought?: readonly string[]): Promise<AssignedResource[]> {
        const client = this.clientFor(project);
        client.signInAhead(deadline);
        const fetchList = (until: Deadline, ids?: readonly string[]) => client.list(until, ids);
        const shared = getOrCreate(
            this.lists,
            requestKey(project),
            () => new SharedList(this.options.clock, fetchList),
        );
        const list = await shared.list(deadline, sought);
        this.options.names.learn(list.map(({ azureResourceId }) => azureResourceId));
        return list;
    }

    /** Lists a project's deployments; requests of one moment share an answer, which is never older than the request. */
    deployments(project: ProjectAddress, deadline: Deadline): Promise<Deployment[]> {
        const client = this.clientFor(project);
        client.signInAhead(deadline);
        const fetchList = (until: Deadline) => client.deployments(until);
        return getOrCreate(
            this.deploymentLists,
            requestKey(project),
            () => new SharedList(this.options.clock, fetchList),
        ).list(deadline);
    }

    /** Reads a job of a project once. */
    async job(project: ProjectAddress, verb: JobVerb, jobId: string, deadline: Deadline): Promise<Job> {
        return (await this.clientFor(project).job(verb, jobId, deadline)).job;
    }

    /** Follows a job of an earlier run to its end, or to the deadline, saying now and then that it lives. */
    async follow(
        project: ProjectAddress,
        { verb, jobId, members }: { verb: JobVerb; jobId: string; members: readonly string[] },
        deadline: Deadline,
    ): Promise<Followed> {
        const { say, names } = this.options;
        const client = this.clientFor(project);
        return followJob(verb, { jobId }, { client, deadline, members: names.list(members), isEarlier: true, say });
    }

    private clientFor(project: ProjectAddress): AuthoringClient {
        const habits = getOrCreate(this.habits, serviceKey(project), () => new ServiceHabits());
        return getOrCreate(
            this.clients,
            requestKey(project),
            () => new AuthoringClient(this.options.http, project, habits),
        );
    }
}

/** What may share a request: one project, in the same version, with the same credential. */
function requestKey(project: ProjectAddress): string {
    // A project is asked at the host that its resource names, of the two that an account may have.
    return `${projectKey(project)} ${serviceKey(project)} ${project.cloud ?? ""}`;
}

/** What is the same service: the same host, in the same version. */
function serviceKey({ endpoint, apiVersion }: ProjectAddress): string {
    return `${canonicalEndpoint(endpoint)} ${apiVersion}`;
}
