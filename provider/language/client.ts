import type { Deadline } from "../core/deadline";
import { AssignmentsError } from "../core/errors";
import { followLinks, pathSegment } from "../http/links";
import type { HttpClient, Sending, ServiceRequest, ServiceResponse } from "../http/types";
import { wireShapeOf } from "../validation/apiVersions";
import { type CloudAuth, cloudOf, languageAuth } from "../validation/clouds";
import { canonicalArmId } from "../validation/ids";
import { type Deployment, deploymentKey, isDeploymentPage, readDeploymentPage } from "./deployments";
import { isJobBody, type Job, type JobVerb, jobIdOf, readJob } from "./jobs";
import { isListPage, listPages, type PagedList, steadyList } from "./lists";
import type { AssignedResource, ResourceMetadata } from "./members";
import { type ProjectAddress, projectLabel, projectUrl } from "./projectAddress";

/** What a person can do about a refusal of the authoring API, by status; undefined where the service's own words must do. */
export function languageHint(status: number): string | undefined {
    switch (status) {
        case 401:
            return (
                "The credentials are not accepted here: sign in to the tenant of the authoring resource, and use its custom-subdomain endpoint " +
                "(assign takes Microsoft Entra tokens only)."
            );
        case 403:
            return (
                'Grant the signed-in identity the role "Cognitive Services Language Owner" on the authoring resource and on each resource to be assigned ' +
                '("Cognitive Services Language Reader" is enough to look); a new role can take some minutes to be effective.'
            );
        case 404:
            return "Check that the project exists at this endpoint: project names are case-sensitive, and so is the project's kind.";
        case 409:
            return "Another job is changing this project; wait for it to end and run the same command again.";
        default:
            return status >= 400 && status < 500 ? correctIt : undefined;
    }
}

/** The same for a look at a job: the service may not know the job, whose project is there. */
export function jobHint(status: number, code?: string): string | undefined {
    return status === 404 && code !== "ProjectNotFound" ? unknownJob : languageHint(status);
}

const unknownJob =
    "The service does not know this job, or no longer: it keeps a job for seven days. What the job did is in the project's list of resources; " +
    "refresh looks there.";

/** The service refused the request itself, and only its own words tell why. */
const correctIt = "Correct what the service names and run the same command again.";

/** What the service answered to a request that starts a job. */
export interface StartedJob {
    /** Undefined when the service took the request but its `Operation-Location` cannot be used. */
    jobId?: string;
    /** Why there is no job id. */
    problem?: string;
    /** How long the service asks to wait before the first poll. */
    retryAfterInMs?: number;
}

/** Speaks the authoring API's resource routes for one project. */
export class AuthoringClient {
    constructor(
        private readonly http: HttpClient,
        /** The project that every request is about. */
        readonly project: ProjectAddress,
    ) {}

    /**
     * Lists every resource that is assigned to the project, over all pages. A key may serve it. Where it matters only
     * whether those `sought` (ARM ids) are there, a list that shows them all is not looked at again.
     */
    list(deadline: Deadline, sought?: readonly string[]): Promise<AssignedResource[]> {
        const action = `Listing the resources of ${projectLabel(this.project)}`;
        const read = this.counted(action, deadline, isListPage, (send) =>
            listPages(action, this.url("/resources"), send),
        );
        return steadyList(read, ({ azureResourceId }) => canonicalArmId(azureResourceId), sought?.map(canonicalArmId));
    }

    /** Lists the project's deployments over all pages, those that the service repeats included. A key may serve it. */
    deployments(deadline: Deadline): Promise<Deployment[]> {
        const action = `Listing the deployments of ${projectLabel(this.project)}`;
        const read = this.counted(action, deadline, isDeploymentPage, (send) =>
            followLinks(action, this.url("/deployments"), send, readDeploymentPage),
        );
        // Of what lies between two pages nobody may believe that it is not there.
        const unsteady = () =>
            new AssignmentsError(
                "UnsteadyList",
                `${action} failed: the list changes from look to look. Run it again when nobody deploys.`,
            );
        return steadyList(read, deploymentKey, undefined, unsteady);
    }

    /** A look at a list that counts its pages. */
    private counted<T>(
        action: string,
        deadline: Deadline,
        validate: (body: unknown) => boolean,
        list: (send: (url: string) => Promise<ServiceResponse>) => Promise<T[]>,
    ): () => Promise<PagedList<T>> {
        return async () => {
            let pages = 0;
            const entries = await list((page) => {
                pages += 1;
                return this.http.send({ ...this.get(page, action, deadline), validate });
            });
            return { entries, pages };
        };
    }

    /** Begins to sign in for the requests to come; what goes wrong is told to them. */
    signInAhead(deadline: Deadline): void {
        try {
            this.http.signInAhead(this.request(deadline, true));
        } catch {
            // The requests cannot be made either.
        }
    }

    /** Starts a job that assigns the members; the service takes a Microsoft Entra token only. */
    assign(members: readonly ResourceMetadata[], deadline: Deadline, sending?: Sending): Promise<StartedJob> {
        const wire = members.map(({ azureResourceId, customDomain, region }) => ({
            azureResourceId,
            customDomain,
            region,
        }));
        const body = { [this.wireShape().assignBody]: wire };
        return this.start("assign", body, wire.length, { deadline, sending });
    }

    /**
     * Starts a job that unassigns the members, which deletes all of the project's deployments on them.
     * Sources disagree on the body's name in the 2025-11 versions: `alternative` asks for the other one.
     */
    unassign(ids: readonly string[], deadline: Deadline, alternative = false, sending?: Sending): Promise<StartedJob> {
        const name = alternative ? "assignedResourceIds" : this.wireShape().unassignBody;
        return this.start("unassign", { [name]: [...ids] }, ids.length, { deadline, sending });
    }

    /** Whether a refused unassign may be tried with the older body name. */
    get hasAlternativeUnassign(): boolean {
        return this.wireShape().unassignBody === "azureResourceIds";
    }

    /**
     * Reads a job; a key may serve it. Polls wait for their share of the service's GETs; the first look at a job need not,
     * since there are no more of those than POSTs, of which the service takes a tenth as many.
     */
    async job(
        verb: JobVerb,
        jobId: string,
        deadline: Deadline,
        isFirstLook = false,
    ): Promise<{ job: Job; retryAfterInMs?: number }> {
        const action = `Reading ${verb} job ${jobId} of ${projectLabel(this.project)}`;
        const url = this.url(`/resources/${verb}/jobs/${pathSegment(jobId)}`);
        const request = {
            ...this.get(url, action, deadline),
            hints: jobHint,
            validate: isJobBody,
            budgeted: !isFirstLook,
        };
        const answer = await this.http.send(request);
        return { job: readJob(answer.body as Record<string, unknown>, jobId), retryAfterInMs: answer.retryAfterInMs };
    }

    private async start(
        verb: JobVerb,
        body: unknown,
        count: number,
        { deadline, sending }: Pick<ServiceRequest, "deadline" | "sending">,
    ): Promise<StartedJob> {
        const request: ServiceRequest = {
            ...this.request(deadline, verb === "unassign"),
            // Sources disagree on whether a key may unassign; a token may for sure.
            tokenFirst: verb === "unassign",
            method: "POST",
            url: this.url(`/resources/:${verb}`),
            body,
            sending,
            action: `${verb === "assign" ? "Assigning" : "Unassigning"} ${count} ${count === 1 ? "resource" : "resources"} ${
                verb === "assign" ? "to" : "from"
            } ${projectLabel(this.project)}`,
        };
        const answer = await this.http.send(request);
        const location = jobIdOf(answer.header("operation-location"), request.origin);
        return { ...location, retryAfterInMs: answer.retryAfterInMs };
    }

    private get(url: string, action: string, deadline: Deadline): ServiceRequest {
        return { ...this.request(deadline, true), method: "GET", url, action };
    }

    private request(deadline: Deadline, keyAllowed: boolean) {
        const origin = new URL(this.project.endpoint).origin;
        return { origin, auth: { ...authOf(this.project), keyAllowed }, deadline, hints: languageHint };
    }

    private url(path: string): string {
        return `${projectUrl(this.project)}${path}?api-version=${encodeURIComponent(this.project.apiVersion)}`;
    }

    private wireShape() {
        const shape = wireShapeOf(this.project.apiVersion, this.project.projectKind);
        if (!shape) {
            throw new Error(
                `api-version ${this.project.apiVersion} has no resource assignment for ${this.project.projectKind} projects`,
            );
        }
        return shape;
    }
}

function authOf(project: ProjectAddress): CloudAuth {
    const cloud = cloudOf(project);
    const auth = languageAuth(cloud);
    if (!auth) {
        throw new Error(`Cloud "${cloud}" has no Azure AI Language.`);
    }
    return auth;
}
