import type { Deadline } from "../core/deadline";
import { AssignmentsError } from "../core/errors";
import { followLinks, pathSegment } from "../http/links";
import type { HttpClient, SendHooks, ServiceRequest, ServiceResponse } from "../http/types";
import { wireShapeOf } from "../validation/apiVersions";
import { type CloudAuth, cloudOf, languageAuth } from "../validation/clouds";
import { canonicalArmId } from "../validation/ids";
import { type Deployment, deploymentKey, isDeploymentPage, readDeploymentPage } from "./deployments";
import { jobHint, languageHint } from "./hints";
import { isJobBody, type Job, type JobVerb, jobIdOf, readJob } from "./jobs";
import { isListPage, listPages, type PagedList, steadyList } from "./lists";
import { type AssignedResource, memberIdOf, type ResourceMetadata } from "./members";
import { type ProjectAddress, projectLabel, projectUrl } from "./projectAddress";
import { ServiceHabits } from "./serviceHabits";

/** What the service answered to a request that starts a job. */
export interface StartedJob {
    /** Undefined when the service took the request but its `Operation-Location` cannot be used. */
    jobId?: string;
    /** Why there is no job id. */
    problem?: string;
    /** How long the service asks to wait before the first poll. */
    retryAfterInMs?: number;
}

/** How many entries of a list are asked for at once. The service may give less, and may even refuse: neither is documented. */
const pageSize = 1_000;

const olderUnassignBody = "assignedResourceIds";

/** Speaks the authoring API's resource routes for one project. */
export class AuthoringClient {
    constructor(
        private readonly http: HttpClient,
        /** The project that every request is about. */
        readonly project: ProjectAddress,
        /** What is known of the service, and what this client adds to that. Default: nothing yet. */
        private readonly habits = new ServiceHabits(),
    ) {}

    /**
     * Lists every resource that is assigned to the project, over all pages. A key may serve it. Where it matters only
     * whether those `sought` (ARM ids) are there, a list that shows them all is not looked at again.
     */
    list(deadline: Deadline, sought?: readonly string[]): Promise<AssignedResource[]> {
        const action = `Listing the resources of ${projectLabel(this.project)}`;
        const read = this.counted("/resources", action, deadline, isListPage, (url, send) =>
            listPages(action, url, send),
        );
        return steadyList(read, ({ azureResourceId }) => canonicalArmId(azureResourceId), sought?.map(canonicalArmId));
    }

    /** Whether more resources than so many are assigned: one small request, however long the list is. A key may serve it. */
    async hasMoreThan(count: number, deadline: Deadline): Promise<boolean> {
        const url = `${this.url("/resources")}&skip=${count}&top=1`;
        const action = `Listing the resources of ${projectLabel(this.project)}`;
        const { body } = await this.http.send({ ...this.get(url, action, deadline), validate: isListPage });
        const { value, nextLink } = body as { value: unknown[]; nextLink?: string | null };
        return value.length > 0 || Boolean(nextLink);
    }

    /** Lists the project's deployments over all pages, those that the service repeats included. A key may serve it. */
    deployments(deadline: Deadline): Promise<Deployment[]> {
        const action = `Listing the deployments of ${projectLabel(this.project)}`;
        const read = this.counted("/deployments", action, deadline, isDeploymentPage, (url, send) =>
            followLinks(action, url, send, readDeploymentPage),
        );
        // A deployment may be between two pages: a list that changes proves no absence.
        const unsteady = () =>
            new AssignmentsError(
                "UnsteadyList",
                `${action} failed: the list changes from look to look. Run it again when nobody deploys.`,
            );
        return steadyList(read, deploymentKey, undefined, unsteady);
    }

    /** A look at a list, in pages as large as the service gives them, that counts the pages. */
    private counted<T>(
        path: string,
        action: string,
        deadline: Deadline,
        validate: (body: unknown) => boolean,
        list: (url: string, send: (url: string) => Promise<ServiceResponse>) => Promise<T[]>,
    ): () => Promise<PagedList<T>> {
        const read = async (url: string) => {
            let pages = 0;
            const entries = await list(url, (page) => {
                pages += 1;
                return this.http.send({ ...this.get(page, action, deadline), validate });
            });
            return { entries, pages };
        };
        const url = this.url(path);
        const large = () => read(`${url}&maxpagesize=${pageSize}`);
        return () => this.habits.firstOrOther("usualPages", large, () => read(url));
    }

    /** Begins to sign in for the requests to come; they fail with what goes wrong. */
    signInAhead(deadline: Deadline): void {
        try {
            this.http.signInAhead(this.request(deadline, true));
        } catch {
            // The requests cannot be made either.
        }
    }

    /** Starts a job; throws what a hook or the http pipeline throws. */
    start(
        verb: JobVerb,
        members: readonly ResourceMetadata[],
        deadline: Deadline,
        hooks?: SendHooks,
    ): Promise<StartedJob> {
        return verb === "assign"
            ? this.assign(members, deadline, hooks)
            : this.unassign(members.map(memberIdOf), deadline, hooks);
    }

    /** Starts a job that assigns the members; the service takes a Microsoft Entra token only. */
    assign(members: readonly ResourceMetadata[], deadline: Deadline, hooks?: SendHooks): Promise<StartedJob> {
        const wire = members.map(({ azureResourceId, customDomain, region }) => ({
            azureResourceId,
            customDomain,
            region,
        }));
        return this.post("assign", { [this.wireShape().assignBody]: wire }, wire.length, { deadline, hooks });
    }

    /**
     * Starts a job that unassigns the members, which deletes all of the project's deployments on them. Sources disagree on
     * the body's name in the 2025-11 versions.
     */
    unassign(ids: readonly string[], deadline: Deadline, hooks?: SendHooks): Promise<StartedJob> {
        const name = this.wireShape().unassignBody;
        const send = (body: string) => this.post("unassign", { [body]: [...ids] }, ids.length, { deadline, hooks });
        const older = () => send(olderUnassignBody);
        return name === olderUnassignBody
            ? older()
            : this.habits.firstOrOther("olderUnassign", () => send(name), older);
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

    private async post(
        verb: JobVerb,
        body: unknown,
        count: number,
        { deadline, hooks }: Pick<ServiceRequest, "deadline" | "hooks">,
    ): Promise<StartedJob> {
        const request: ServiceRequest = {
            ...this.request(deadline, verb === "unassign"),
            // Sources disagree on whether a key may unassign; a token may for sure.
            tokenFirst: verb === "unassign",
            method: "POST",
            url: this.url(`/resources/:${verb}`),
            body,
            hooks,
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
