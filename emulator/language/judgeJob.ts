import { accountNameOf } from "../validation/armId.js";
import type { World } from "../world.js";
import type { Job, JobError } from "./job.js";
import { type Project, sameResource } from "./project.js";

/** How a job ends by itself: its status, its errors, and the ids that it takes effect on. */
export interface Judgement {
    readonly status: "succeeded" | "failed" | "partiallyCompleted";
    readonly errors?: readonly JobError[];
    readonly effective: readonly string[];
}

/** Judges a job by its members, its project and the options. One objection fails all of it; a bad member may spare the others. */
export function judgeJob(world: World, job: Job, project: Project): Judgement {
    const objections = job.ids.flatMap((id) => objectionTo(world, job, project, id) ?? []);
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

function objectionTo(world: World, job: Job, project: Project, id: string): JobError | undefined {
    const isMember = holds(project, id);
    if (job.kind === "unassign") {
        const isRefused = !isMember && world.options.unassignMissing === "fail";
        return isRefused ? failure("NotFound", "The resource is not assigned to the project.", id) : undefined;
    }
    if (isMember) {
        const isRefused = world.options.assignExisting === "fail";
        return isRefused ? failure("Conflict", "The resource is assigned to the project already.", id) : undefined;
    }
    // A resource can hold a given project name only once.
    const others = [...world.projects.values()].filter((other) => other !== project && other.name === project.name);
    const other = others.find((candidate) => holds(candidate, id));
    const message = `The resource already holds a project named "${project.name}" (${other?.family}).`;
    return other && failure("Conflict", message, id);
}

function holds(project: Project, id: string): boolean {
    return project.members.current.some((member) => sameResource(member.azureResourceId, id));
}

function failure(code: string, message: string, target: string): JobError {
    return { code, message, target };
}
