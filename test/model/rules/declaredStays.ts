import type { Rule, RunRecord } from "../player/runRecord";
import { sameMember } from "../world/sameMember";
import { sameAccount } from "../world/snapshot";
import { memberKeyOf } from "../world/universe";

/**
 * Nothing that anyone declares is unassigned, but to change it: anyone who has registered. Of a resource that a run leaves out (`--target`), or that
 * never registers since the run fails before, the engine shows the provider nothing.
 */
export const declaredStays: Rule = (record) => [...members(record), ...devices(record)];

function members(record: RunRecord): string[] {
    return record.jobs
        .filter(({ kind }) => kind === "unassign")
        .flatMap(({ project, resources }) => resources.map((id) => memberKeyOf(project, id)))
        .filter((key) => record.declared.members.has(key) && !record.isDoubtful(key) && !memberChanges(record, key))
        .map(
            (key) =>
                `${record.operation} unassigned ${key}, which "${record.declared.members.get(key)?.owner}" declares`,
        );
}

/** Whether what is declared differs from what is there, or from what the state says of it. */
function memberChanges({ declared, before, owned }: RunRecord, key: string): boolean {
    const known = [before.members.get(key), ...(owned.members.get(key) ?? [])];
    return known.some((entry) => entry && !sameMember(entry, declared.members.get(key)));
}

function devices(record: RunRecord): string[] {
    return record.requests
        .map(({ path }) => /Identities\/([^/]+)\/unassignResourceAccount/.exec(path)?.[1]?.toLowerCase() ?? "")
        .filter((id) => record.declared.devices.has(id) && !record.isDoubtful(id) && !accountChanges(record, id))
        .map(
            (id) => `${record.operation} unassigned ${id}, which "${record.declared.devices.get(id)?.owner}" declares`,
        );
}

/** Whether there may be anything to change; where no account shows, only unbinding makes sure. */
function accountChanges({ declared, before, owned, environment }: RunRecord, id: string): boolean {
    const known = [before.devices.get(id), ...(owned.devices.get(id) ?? []).map((entry) => entry.account)];
    const wanted = declared.devices.get(id)?.account;
    return environment.options.accountVisible !== true || known.some((account) => !sameAccount(account, wanted));
}
