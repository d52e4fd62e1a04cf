import type { Verdict } from "../http/plan.js";
import { accountNameOf } from "../validation/shapes.js";
import type { World } from "../world.js";
import { deleteDeploymentsOn } from "./deployments.js";
import type { Job, JobEnd, JobError } from "./jobs.js";
import { idsOf, type Project, ResourceIds } from "./project.js";

/** How a job ends by itself: its status, its errors, and the ids that it takes effect on. */
export interface Judgement {
    readonly status: "succeeded" | "failed" | "partiallyCompleted";
    readonly errors?: readonly JobError[];
    readonly effective: readonly string[];
}

/** Judges a job by its members, its project and the options. One objection fails all of it; a bad member may spare the others. */
function judgeJob(world: World, job: Job, project: Project): Judgement {
    const members = idsOf(project.members.current);
    // A resource can hold a given project name only once.
    const others = [...world.projects.values()]
        .filter((other) => other !== project && other.name === project.name)
        .map((other) => ({ family: other.family, members: idsOf(other.members.current) }));
    const objections = job.ids.flatMap((id) => objectionTo(world, job, project, { id, members, others }) ?? []);
    if (objections.length > 0) {
        return { status: "failed", errors: objections, effective: [] };
    }
    const bad = job.ids.filter((id) => accountNameOf(id)?.toLowerCase().startsWith("bad"));
    if (bad.length === 0) {
        return { status: "succeeded", effective: job.ids };
    }
    const errors = bad.map((id) => failure("InvalidArgument", "The resource cannot be reached.", id));
    const isPartial = world.options.badMember === "partiallyCompleted";
    return isPartial
        ? { status: "partiallyCompleted", errors, effective: job.ids.filter((id) => !bad.includes(id)) }
        : { status: "failed", errors, effective: [] };
}

/** A resource that a job is about, and who holds what. */
interface Held {
    readonly id: string;
    readonly members: ResourceIds;
    readonly others: readonly { readonly family: string; readonly members: ResourceIds }[];
}

function objectionTo(world: World, job: Job, project: Project, { id, members, others }: Held): JobError | undefined {
    const isMember = members.has(id);
    if (job.kind === "unassign") {
        const isRefused = !isMember && world.options.unassignMissing === "fail";
        return isRefused ? failure("NotFound", "The resource is not assigned to the project.", id) : undefined;
    }
    if (isMember) {
        const isRefused = world.options.assignExisting === "fail";
        return isRefused ? failure("Conflict", "The resource is assigned to the project already.", id) : undefined;
    }
    const other = others.find((candidate) => candidate.members.has(id));
    const message = `The resource already holds a project named "${project.name}" (${other?.family}).`;
    return other && failure("Conflict", message, id);
}

function failure(code: string, message: string, target: string): JobError {
    return { code, message, target };
}

/** Carries out a job: judges it, or follows the verdict of a fault, and changes its project. */
export function landJob(world: World, job: Job, at: number): JobEnd {
    const project = world.projects.get(job.project);
    if (!project) {
        const errors: JobError[] = [{ code: "ProjectNotFound", message: "The project is gone.", target: job.project }];
        return { at, status: "failed", errors };
    }
    if (!job.verdict) {
        const judgement = judgeJob(world, job, project);
        applyJob(world, job, project, judgement.effective, at);
        return { at, status: judgement.status, errors: judgement.errors };
    }
    applyJob(world, job, project, effectiveUnder(job.verdict.status, job), at);
    return { at, status: job.verdict.status, errors: errorsUnder(job.verdict) };
}

/** Returns the `errors` of a job that a fault ends so: those that the fault gives, in whatever shape, or usual ones. */
export function errorsUnder(verdict: Verdict): unknown {
    const { status, errors } = verdict;
    if (errors !== undefined || (status !== "failed" && status !== "partiallyCompleted")) {
        return errors;
    }
    const usual: JobError = {
        code: "InternalServerError",
        message: `A fault of the emulator ended the job as ${status}.`,
    };
    return [usual];
}

function effectiveUnder(status: string, job: Job): readonly string[] {
    if (status === "failed" || status === "cancelled") {
        return [];
    }
    return status === "partiallyCompleted" ? job.ids.slice(0, 1) : job.ids;
}

function applyJob(world: World, job: Job, project: Project, ids: readonly string[], at: number): void {
    if (ids.length === 0) {
        return;
    }
    const meant = new ResourceIds(ids);
    const before = project.members.current;
    if (job.kind === "unassign") {
        const left = before.filter((member) => !meant.has(member.azureResourceId));
        project.members.set(at, left);
        deleteDeploymentsOn(world, project, job, meant, at);
        return;
    }
    const there = idsOf(before);
    const joined = job.members.filter(({ azureResourceId: id }) => meant.has(id) && !there.has(id));
    project.members.set(at, [...before, ...joined]);
}
