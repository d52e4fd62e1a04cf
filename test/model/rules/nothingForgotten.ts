import type { Rule, RunRecord } from "../player/runRecord";
import { saysSo } from "../player/saysSo";

/** What the stack put there, or owned, and is still there, is in its state, or the run says that it is kept for others; only a run that died may have left what nobody knows of. */
export const nothingForgotten: Rule = (record) =>
    record.report.crashed ? [] : [...members(record), ...devices(record)];

function members({ before, after, owned, ownedAfter, isDoubtful, operation, report }: RunRecord): string[] {
    return [...after.members.keys()]
        .filter((key) => (!before.members.has(key) || owned.members.has(key)) && !isDoubtful(key))
        .filter((key) => !ownedAfter.members.has(key) && !saysSo(report, key))
        .map((key) => `${operation} left ${key} behind, and the state does not know of it`);
}

function devices({ before, after, owned, ownedAfter, isDoubtful, operation, report }: RunRecord): string[] {
    return [...after.devices]
        .filter(([id, account]) => {
            const was = before.devices.get(id)?.userPrincipalName;
            const isOwned = owned.devices
                .get(id)
                ?.some((owner) => owner.account.userPrincipalName === was && !owner.drifted);
            return account && (account.userPrincipalName !== was || isOwned) && !isDoubtful(id);
        })
        .filter(([id]) => !ownedAfter.devices.has(id) && !saysSo(report, id))
        .map(
            ([id, account]) =>
                `${operation} left ${account?.userPrincipalName} on ${id}, and the state does not know of it`,
        );
}
