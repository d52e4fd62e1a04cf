import type { Rule, RunRecord } from "../player/runRecord";
import { deviceOfAction, memberKeyOf } from "../world/universe";

/** What the state keeps for others, and nobody of the stack owns, is not taken away unless the program takes it over. */
export const keptStays: Rule = (record) => {
    const { jobs, requests, operation } = record;
    const members = jobs
        .filter(({ kind }) => kind === "unassign")
        .flatMap(({ project, resources }) => resources.map((id) => memberKeyOf(project, id)));
    const devices = requests.map(({ path }) => deviceOfAction(path));
    return [...members, ...devices]
        .filter((key) => isOnlyKept(record, key) && !record.isDoubtful(key) && !isTakenOver(record, key))
        .map((key) => `${operation} took ${key}, which is only kept`);
};

function isOnlyKept({ owned }: RunRecord, key: string): boolean {
    return owned.kept.has(key) && !owned.members.has(key) && !owned.devices.has(key);
}

/** Whether a declaration makes what is kept its own. */
function isTakenOver({ declared }: RunRecord, key: string): boolean {
    const wanted = declared.members.get(key) ?? declared.devices.get(key);
    return wanted?.existing === "adopt" || wanted?.existing === "replace";
}
