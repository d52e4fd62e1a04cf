import type { Rule, RunRecord } from "../player/runRecord";
import { memberKeyOf, memberNames, projects } from "../world/universe";

/** No deployment that was there before the run is deleted, or may be, without leave: no job unassigns its member. */
export const deploymentsStay: Rule = (record) =>
    record.jobs
        .filter(({ kind }) => kind === "unassign")
        .flatMap(({ project, resources }) => resources.map((id) => memberKeyOf(project, id)))
        .filter((key) => record.before.deployments.has(key) && !isTakenAway(record, key) && !mayGo(record, key))
        .map(
            (key) =>
                `${record.operation} unassigned ${key}, which deletes ${record.before.deployments.get(key)}, though nobody said that they may go`,
        );

/**
 * Whether the deployments on a member may go: by the configuration, by what the program says of its owner now, else by what the
 * owner's state says. Of one that was replaced either may count: whether its replacement is still known depends on what befell it.
 */
export function mayGo({ declared, owned, leave }: RunRecord, key: string, name?: string): boolean {
    const owners = (owned.members.get(key) ?? []).filter(({ owner }) => name === undefined || owner === name);
    const isConfigured = leave === "all" || (leave === "Alpha" && key.startsWith(`${projects[0].key} `));
    return (
        isConfigured ||
        owners.some(({ owner, doomed, deleteDeployments }) => {
            const now = declared.program[owner]?.args.deleteDeployments;
            return now === true || ((now === undefined || doomed) && deleteDeployments);
        })
    );
}

/** Whether a person took the member, or its project, away while the run was under way: its deployments are gone with it. */
function isTakenAway({ plan: { meanwhile } }: RunRecord, key: string): boolean {
    const deed = meanwhile?.deed;
    const project = deed && "project" in deed ? (projects[deed.project]?.key ?? "") : "";
    return (
        (deed?.deed === "removeProject" && key.startsWith(`${project} `)) ||
        (deed?.deed === "unassign" && key === memberKeyOf(project, memberNames[deed.member] ?? ""))
    );
}
