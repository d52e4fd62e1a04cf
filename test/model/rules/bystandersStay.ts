import type { Rule, RunRecord } from "../player/runRecord";
import { sameMember } from "../world/sameMember";
import { sameAccount } from "../world/snapshot";

/** What is neither declared nor owned is as it was before. */
export const bystandersStay: Rule = (record) => [...members(record), ...devices(record)];

function members({ before, after, declared, owned, isDoubtful, operation }: RunRecord): string[] {
    return [...before.members]
        .filter(([key]) => !declared.members.has(key) && !owned.members.has(key) && !isDoubtful(key))
        .filter(([key, member]) => !sameMember(member, after.members.get(key)))
        .map(([key]) => `${operation} changed ${key}, which is neither declared nor owned`);
}

function devices(record: RunRecord): string[] {
    const { before, after, isDoubtful, operation } = record;
    return [...before.devices]
        .filter(([id, account]) => account && isStrangers(record, id) && !isDoubtful(id))
        .filter(([id, account]) => !sameAccount(account, after.devices.get(id)))
        .map(
            ([id, account]) =>
                `${operation} took ${account?.userPrincipalName} from ${id}, where somebody else bound it`,
        );
}

/** Whether the device visibly has an account that this stack did not bind, and nothing asks for it to be replaced. */
function isStrangers({ before, declared, owned, environment }: RunRecord, id: string): boolean {
    const account = before.devices.get(id)?.userPrincipalName;
    const owners = owned.devices.get(id) ?? [];
    const isOurs = owners.some((owner) => owner.account.userPrincipalName === account);
    // An account that was never seen cannot be told from a user's binding.
    const isBlind = environment.options.accountVisible === false || owners.some((owner) => !owner.seen);
    const wanted = declared.devices.get(id);
    return !isOurs && !isBlind && wanted?.existing !== "replace" && wanted?.account.userPrincipalName !== account;
}
