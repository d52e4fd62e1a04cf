import type { Verdict } from "../http/plan.js";
import type { World } from "../world.js";
import { deleteDeploymentsOn } from "./deployments.js";
import type { Job, JobEnd, JobError } from "./job.js";
import { judgeJob } from "./judgeJob.js";
import { type Project, sameResource } from "./project.js";

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
    const isMeant = (id: string) => ids.some((meant) => sameResource(meant, id));
    const before = project.members.current;
    if (job.kind === "unassign") {
        const left = before.filter((member) => !isMeant(member.azureResourceId));
        project.members.set(at, left);
        deleteDeploymentsOn(world, project, job, isMeant, at);
        return;
    }
    const isNew = (id: string) => !before.some((member) => sameResource(member.azureResourceId, id));
    const joined = job.members.filter(({ azureResourceId: id }) => isMeant(id) && isNew(id));
    project.members.set(at, [...before, ...joined]);
}
