import type { Rule, RunRecord } from "../support/runRecord";
import { deviceIds } from "../support/universe";

/** What the state owns, and is not pending, is there; of two owners for a while, one remembers it as it is. */
export const stateIsTrue: Rule = (record) =>
    record.report.crashed || record.operation === "preview" ? [] : [...members(record), ...devices(record)];

function members({ after, owned, ownedAfter, declared, program, isDoubtful, operation }: RunRecord): string[] {
    return [...ownedAfter.members].flatMap(([key, owners]) => {
        const truth = after.members.get(key)?.region;
        const isTrue = owners.some(({ pending, region }) => pending || region === truth);
        // A resource that is only left to be deleted may have been overtaken by who came after it; and one that had left a member to who
        // comes after it, by an unassign that nobody can follow.
        const wasPending = owned.members.get(key)?.some(({ pending }) => pending) ?? false;
        const heir = declared.members.get(key)?.owner;
        const isLeaving = ({ owner }: { owner: string }) =>
            !program[owner] || (wasPending && heir !== undefined && heir !== owner);
        return isTrue || (operation === "up" && owners.every(isLeaving)) || isDoubtful(key)
            ? []
            : [`after ${operation} the state has ${key} in ${owners[0]?.region}, which is ${truth ?? "not there"}`];
    });
}

function devices({ after, ownedAfter, program, isDoubtful, operation, environment }: RunRecord): string[] {
    return [...ownedAfter.devices].flatMap(([id, owners]) => {
        const truth = after.devices.get(id)?.userPrincipalName;
        // What refresh found in the place of ours may be a user, who has no account.
        const isUser = environment.devices[(deviceIds as readonly string[]).indexOf(id)] === "user";
        const isTrue = owners.some(
            ({ pending, drifted, account }) => pending || (drifted && isUser) || account.userPrincipalName === truth,
        );
        const isShown = environment.options.accountVisible === true;
        const isLeaving = operation === "up" && owners.every(({ owner }) => !program[owner]);
        return isTrue || isLeaving || isDoubtful(id) || !isShown
            ? []
            : [`after ${operation} the state has ${owners[0]?.account.userPrincipalName} on ${id}, which has ${truth}`];
    });
}
