import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import type { World } from "../world.js";
import { authorize } from "./authorize.js";
import { planDeployments } from "./deployments.js";
import type { JobKind } from "./job.js";
import { languageRefusal } from "./languageError.js";
import { planJobRead, planJobStart } from "./planJob.js";
import { planList } from "./planList.js";
import { planProject } from "./planProject.js";
import { type Family, families, type Project, projectKey } from "./project.js";
import { versionsFor, type WireNames, wireNamesOf } from "./versions.js";

interface Route {
    readonly method: "GET" | "POST";
    readonly isAssign?: boolean;
    readonly plan: (world: World, incoming: Incoming, project: Project, names: WireNames) => Plan;
}

/** Plans a request to the authoring service: route, caller, version, project, and then the operation's own rules. */
export function planLanguage(world: World, incoming: Incoming): Plan {
    const [, , givenFamily, projects, name, ...rest] = incoming.segments ?? [];
    const family = families.find((candidate) => candidate === givenFamily);
    const route = family && projects === "projects" && name ? routeOf(rest) : undefined;
    if (!family || !name || !route) {
        throw languageRefusal("NotFound", "Resource not found: there is no such route.");
    }
    if (incoming.method !== route.method) {
        const message = `This route takes ${route.method} only.`;
        throw languageRefusal("MethodNotAllowed", message, undefined, { Allow: route.method });
    }
    authorize(world, incoming, route.isAssign === true);
    const names = namesOf(incoming, family);
    return route.plan(world, incoming, projectOf(world, family, name), names);
}

function routeOf(rest: readonly string[]): Route | undefined {
    const [resources, action, jobs, jobId] = rest;
    if (rest.length === 0) {
        return { method: "GET", plan: (_world, _incoming, project) => planProject(project) };
    }
    if (resources === "deployments" && rest.length === 1) {
        return { method: "GET", plan: planDeployments };
    }
    if (resources !== "resources") {
        return undefined;
    }
    if (rest.length === 1) {
        return { method: "GET", plan: planList };
    }
    if (rest.length === 2) {
        return action === ":assign" || action === ":unassign" ? startRoute(action.slice(1) as JobKind) : undefined;
    }
    const isJob = (action === "assign" || action === "unassign") && jobs === "jobs" && jobId && rest.length === 4;
    return isJob
        ? { method: "GET", plan: (world, _, project) => planJobRead(world, project, action, jobId) }
        : undefined;
}

function startRoute(kind: JobKind): Route {
    return {
        method: "POST",
        isAssign: kind === "assign",
        plan: (world, incoming, project, names) => planJobStart(world, incoming, project, kind, names),
    };
}

function namesOf(incoming: Incoming, family: Family): WireNames {
    const version = incoming.query.get("api-version");
    if (!version) {
        throw languageRefusal("InvalidRequest", "The api-version query parameter is missing.", "api-version");
    }
    const names = wireNamesOf(version);
    const supported = `Those that work for ${family} are ${versionsFor(family).join(", ")}.`;
    if (!names) {
        throw languageRefusal(
            "InvalidArgument",
            `The api-version "${version}" is unknown. ${supported}`,
            "api-version",
        );
    }
    if (!names.families.includes(family)) {
        throw languageRefusal("NotFound", `Resource not found in api-version ${version}. ${supported}`, "api-version");
    }
    return names;
}

function projectOf(world: World, family: Family, name: string): Project {
    const project = world.projects.get(projectKey(family, name));
    if (!project) {
        throw languageRefusal("ProjectNotFound", `The project "${name}" was not found.`, "projectName");
    }
    return project;
}
