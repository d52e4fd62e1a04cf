import type { Answer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import { audienceOf } from "../identity/clouds.js";
import type { World } from "../world.js";
import { planDeployments } from "./deployments.js";
import type { JobKind } from "./jobs.js";
import { languageError, languageRefusal } from "./languageError.js";
import { planJobRead, planJobStart } from "./planJob.js";
import { planList, planProject } from "./planList.js";
import { type Family, families, type Project, projectKey } from "./project.js";
import { versionsFor, type WireNames, wireNamesOf } from "./versions.js";

const challenge = { "WWW-Authenticate": 'Bearer authorization_uri="https://login.microsoftonline.com/common"' };

/** Refuses a caller without a good token or key. Assign takes a Microsoft Entra token only, all else a key too. */
function authorize(world: World, incoming: Incoming, isAssign: boolean): void {
    const authorization = incoming.headers.authorization;
    if (authorization !== undefined) {
        assertToken(world, authorization);
        return;
    }
    const key = incoming.headers["ocp-apim-subscription-key"];
    if (key === undefined) {
        throw unauthorized("Access denied: neither a bearer token nor a subscription key was given.");
    }
    if (!world.options.localAuth) {
        throw languageRefusal("Forbidden", "Key based authentication is disabled for this resource.");
    }
    if (key !== world.languageKey) {
        throw unauthorized("Access denied due to an invalid subscription key or a wrong endpoint.");
    }
    if (isAssign) {
        throw unauthorized("Assigning resources takes a Microsoft Entra token; a subscription key is not accepted.");
    }
}

function assertToken(world: World, authorization: string): void {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    const audience = audienceOf(world.options.cloud, "language");
    const fault = token === undefined ? "unknown" : world.mint.fault(token, audience, world.now());
    if (fault === "audience") {
        throw unauthorized(`The access token is for another audience; this service takes tokens for ${audience}.`);
    }
    if (fault) {
        const reason = fault === "expired" ? "has expired" : "is not valid";
        throw unauthorized(`The access token ${reason}.`);
    }
}

function unauthorized(message: string) {
    return languageRefusal("Unauthorized", message, undefined, challenge);
}

/** Counts an authoring request against its origin's budget; returns a 429 where that is used up. */
export function throttleLanguage(world: World, incoming: Incoming): Answer | undefined {
    const { budgets, throttleRetryAfter } = world.options;
    if (!budgets) {
        return undefined;
    }
    const limit = incoming.method === "POST" ? budgets.postsPerMinute : budgets.getsPerMinute;
    const waitInMs = world.authoringCalls.take(`${incoming.method} ${incoming.origin}`, limit, world.now());
    if (waitInMs === 0) {
        return undefined;
    }
    const seconds = Math.ceil(waitInMs / 1000);
    const message = `Requests have exceeded the rate limit. Retry after ${seconds} seconds.`;
    const headers: Record<string, string> = throttleRetryAfter ? { "Retry-After": String(seconds) } : {};
    return languageError("TooManyRequests", message, undefined, headers);
}

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
