import type { Rule, RunRecord } from "../player/runRecord";
import { memberKeyOf } from "../world/universe";

/** Jobs and requests are about nothing but what the program declares and what the state owns. */
export const onlyOurs: Rule = (record) => [...memberJobs(record), ...deviceRequests(record)];

function memberJobs({ jobs, declared, owned, operation }: RunRecord): string[] {
    return jobs.flatMap(({ kind, project, resources }) =>
        resources
            .map((id) => memberKeyOf(project, id))
            .filter((key) => !declared.members.has(key) && (kind === "assign" || !owned.members.has(key)))
            .map((key) => `${operation} started a job to ${kind} ${key}, which is neither declared nor owned`),
    );
}

function deviceRequests({ requests, declared, owned, operation }: RunRecord): string[] {
    return requests.flatMap(({ path }) => {
        const [, id = "", verb = ""] = /Identities\/([^/]+)\/(un)?assignResourceAccount/.exec(path) ?? [];
        const device = id.toLowerCase();
        const isTheirs = !declared.devices.has(device) && (verb === "" || !owned.devices.has(device));
        return id !== "" && isTheirs
            ? [`${operation} sent a request to ${verb}assign ${device}, which is neither declared nor owned`]
            : [];
    });
}
