import type { Rule, RunRecord } from "../player/runRecord";
import { deviceIds } from "../world/universe";

/** What the state owns, and is not pending, is there; of two owners for a while, one remembers it as it is. */
export const stateIsTrue: Rule = (record) =>
    record.report.crashed || record.operation === "preview" ? [] : [...members(record), ...devices(record)];

function members({ after, owned, ownedAfter, declared, program, report, isDoubtful, operation }: RunRecord): string[] {
    const failed = new Set(report.steps.filter(({ failure }) => failure).map(({ name }) => name));
    return [...ownedAfter.members].flatMap(([key, owners]) => {
        const truth = after.members.get(key)?.region;
        const isTrue = owners.some(({ pending, region }) => pending || region === truth);
        // A resource that is only left to be deleted may have been overtaken by who came after it; and one that had left a member to who
        // comes after it, by an unassign that nobody can follow. One that fails with a member that two had, and that nobody declares any
        // more, keeps it, though the other has unassigned it: the next up finds that out.
        const ownersBefore = owned.members.get(key) ?? [];
        const wasPending = ownersBefore.some(({ pending }) => pending);
        const heir = declared.members.get(key)?.owner;
        const isGivenUp = heir === undefined && ownersBefore.length > 1;
        const isLeaving = ({ owner }: { owner: string }) =>
            !program[owner] || (wasPending && heir !== undefined && heir !== owner) || (isGivenUp && failed.has(owner));
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
