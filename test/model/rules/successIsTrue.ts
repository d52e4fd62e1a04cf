import type { DeclaredDevice, DeclaredMember } from "../support/declared";
import type { Rule, RunRecord } from "../support/runRecord";
import { sameAccount } from "../support/snapshot";
import { memberKeyOf } from "../support/universe";

/** A run that succeeded has reached what it was for: everything declared is there, nothing else that the stack owned is. */
export const successIsTrue: Rule = (record) =>
    record.report.ok && (record.operation === "up" || record.operation === "destroy")
        ? [...missing(record), ...leftovers(record), ...stateSpeaksOfOthers(record)]
        : [];

function missing(record: RunRecord): string[] {
    const { declared, after, isDoubtful, operation } = record;
    const members = [...declared.members].filter(([key, member]) => !isMemberReached(record, key, member));
    const devices = [...declared.devices].filter(([id, device]) => !isDeviceReached(record, id, device));
    return [...members, ...devices]
        .filter(([key]) => !isDoubtful(key))
        .map(([key, { owner }]) => {
            const truth = JSON.stringify(after.members.get(key) ?? after.devices.get(key) ?? "nothing");
            return `${operation} succeeded, but ${key} is not as "${owner}" declares it: ${truth}`;
        });
}

/**
 * What was adopted, or taken over from another resource, has the region that it had, and its state says so: the next up warns before it changes that. Of a
 * domain, which the service never shows, only what the stack itself assigned is known. What is only kept has the declared region, or the run fails.
 */
function isMemberReached(
    { before, after, owned, ownedAfter, jobs }: RunRecord,
    key: string,
    wanted: DeclaredMember,
): boolean {
    const truth = after.members.get(key);
    const owners = owned.members.get(key) ?? [];
    // What a job that nobody could follow was to bring, and a person has assigned meanwhile, is adopted too.
    const isAdopted = before.members.has(key) && owners.every((old) => old.owner !== wanted.owner || old.pending);
    // Whoever is still to hand it over may remember it as it was.
    const ownersAfter = ownedAfter.members.get(key) ?? [];
    const known = ownersAfter.find(({ owner }) => owner === wanted.owner) ?? ownersAfter[0];
    const region = isAdopted && known ? known.region : wanted.region;
    const isAssigned = jobs.some(
        (job) => job.kind === "assign" && job.resources.some((id) => memberKeyOf(job.project, id) === key),
    );
    const knowsDomain =
        isAssigned || owners.some((old) => old.owner === wanted.owner && old.customDomain !== wanted.customDomain);
    return truth?.region === region && (!knowsDomain || truth?.customDomain === wanted.customDomain);
}

/** Of an account that was adopted, or taken over from another resource, the display name is not known: it need not show. */
function isDeviceReached(
    { after, owned, requests }: RunRecord,
    id: string,
    { owner, account }: DeclaredDevice,
): boolean {
    const truth = after.devices.get(id);
    const isBound = requests.some(({ path }) => path.toLowerCase().includes(`${id}/assignresourceaccount`));
    const old = owned.devices.get(id)?.find((entry) => entry.owner === owner);
    // What refresh found there in the place of ours is adopted too.
    const knowsName = isBound || (old && !old.drifted && !sameAccount(old.account, account));
    return knowsName ? sameAccount(truth, account) : truth?.userPrincipalName === account.userPrincipalName;
}

function leftovers(record: RunRecord): string[] {
    const { declared, owned, before, after, isDoubtful, operation, environment } = record;
    const members = [...owned.members.keys()].filter((key) => !declared.members.has(key) && after.members.has(key));
    const devices = [...owned.devices]
        .filter(([id, owners]) => {
            const account = after.devices.get(id)?.userPrincipalName;
            const isOurs = owners.some((owner) => owner.account.userPrincipalName === account && !owner.drifted);
            const isSame = before.devices.get(id)?.userPrincipalName === account;
            return (
                !declared.devices.has(id) &&
                account &&
                (isOurs || !isSame || environment.options.accountVisible === false)
            );
        })
        .map(([id]) => id);
    return [...members, ...devices]
        .filter((key) => !isDoubtful(key) && !isLeftOut(record, owned.members.get(key) ?? owned.devices.get(key)))
        .map((key) => `${operation} succeeded, but ${key} is still there, which was owned and is not declared`);
}

/** Whether a resource that the run has left out has it: that one's state is as it was. */
function isLeftOut({ leftOut }: RunRecord, owners: readonly { owner: string }[] = []): boolean {
    return owners.some(({ owner }) => leftOut.includes(owner));
}

function stateSpeaksOfOthers(record: RunRecord): string[] {
    const { declared, ownedAfter, operation } = record;
    const members = [...ownedAfter.members].filter(
        ([key, owners]) => !declared.members.has(key) && !isLeftOut(record, owners),
    );
    const devices = [...ownedAfter.devices].filter(
        ([id, owners]) => !declared.devices.has(id) && !isLeftOut(record, owners),
    );
    return [
        ...[...members, ...devices].map(([key]) => `${operation} succeeded, but the state still has ${key}`),
        ...[...ownedAfter.members, ...ownedAfter.devices]
            .filter(([, owners]) => owners.some(({ pending }) => pending) && !isLeftOut(record, owners))
            .map(([key]) => `${operation} succeeded, but ${key} has unsettled work`),
    ];
}
