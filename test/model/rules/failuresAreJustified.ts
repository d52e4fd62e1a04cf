import type { StepReport } from "../../harness/runReport";
import type { Rule, RunRecord } from "../support/runRecord";
import { deviceIds } from "../support/universe";
import { mayGo } from "./deploymentsStay";

/** Where nothing was broken and nobody interfered, a step fails only for a reason that the program or the world has. */
export const failuresAreJustified: Rule = (record) => {
    const { plan, anyDoubt, report } = record;
    const isAlone = !plan.meanwhile || plan.meanwhile.deed.deed === "runJob";
    const isQuiet = plan.faults.length === 0 && !plan.crash && plan.goneAfterInMs === undefined && isAlone;
    return isQuiet && !anyDoubt
        ? report.steps.flatMap((step) => (isJustified(record, step) ? [] : describe(step)))
        : [];
};

function describe({ op, name, failure }: StepReport): string[] {
    return [`${op} of "${name}" failed without a reason: ${failure?.told}`];
}

function isJustified(record: RunRecord, { name, failure }: StepReport): boolean {
    const told = failure?.told ?? "";
    return (
        !failure ||
        (/is still "|Another job of this project|deadline|no success within|not settled|not seen to end|took longer|in time/i.test(
            told,
        ) &&
            isHurried(record, name)) ||
        (/ProjectNotFound|ResourceNotFound/.test(told) && isSomethingGone(record)) ||
        (/Operation not found/.test(told) && isForgetful(record)) ||
        (/AlreadyExists|already/i.test(told) && wants(record, name, "fail")) ||
        (/keeps what was assigned/.test(told) && keepsOtherwise(record, name)) ||
        (/is left to "/.test(told) && hasFailedHeir(record, told)) ||
        (/was refused: it would delete deployment/.test(told) && wouldDelete(record, name)) ||
        (/cannot be reached/.test(told) && hasBadMember(record, name)) ||
        (/shows another account or user/.test(told) && hasOccupiedDevice(record, name)) ||
        (/refuses a second account but shows none/.test(told) && record.environment.options.accountVisible !== true)
    );
}

function isHurried({ declared }: RunRecord, name: string): boolean {
    return declared.program[name] === undefined || declared.program[name]?.args.timeouts !== undefined;
}

/** Whether the service forgets jobs so soon that one may be gone before it was seen to end. */
function isForgetful({ environment: { options } }: RunRecord): boolean {
    return (options.jobLifetimeMs ?? Number.POSITIVE_INFINITY) <= 60_000;
}

function isSomethingGone({ before }: RunRecord): boolean {
    return before.devices.size < deviceIds.length || before.projects < 2;
}

/** Whether a member that the resource declares, and does not own, is assigned with another region. */
function keepsOtherwise({ declared, before, owned }: RunRecord, name: string): boolean {
    return [...declared.members].some(([key, { owner, region }]) => {
        const there = before.members.get(key)?.region;
        const isOwn = owned.members.get(key)?.some((entry) => entry.owner === name);
        return owner === name && !isOwn && there !== undefined && there !== region;
    });
}

/** Whether one of the new owners that an error names has failed itself: then what is left to it must not be forgotten. */
function hasFailedHeir({ report }: RunRecord, told: string): boolean {
    const newOwners = [...told.matchAll(/is left to "([^"]+)"/g)].map(([, newOwner]) => newOwner);
    return report.steps.some(({ name, failure }) => failure && newOwners.includes(name));
}

function wants({ declared }: RunRecord, name: string, existing: string): boolean {
    return declared.program[name]?.args.existing === existing;
}

/** Whether there are deployments without leave on a member that the resource has. */
function wouldDelete(record: RunRecord, name: string): boolean {
    const keys = [...record.owned.members].filter(([, owners]) => owners.some(({ owner }) => owner === name));
    return keys.some(([key]) => record.before.deployments.has(key) && !mayGo(record, key, name));
}

/** Whether the resource declares the bad member, or its state says that it may yet come. */
function hasBadMember({ declared, owned }: RunRecord, name: string): boolean {
    const entries = [
        ...declared.members,
        ...[...owned.members].flatMap(([key, owners]) => owners.map((o) => [key, o] as const)),
    ];
    return entries.some(([key, { owner }]) => owner === name && key.endsWith(" bad"));
}

/** Whether a device that the binding declares has, or seems to have, another account. */
function hasOccupiedDevice({ declared, before, environment }: RunRecord, name: string): boolean {
    return [...declared.devices].some(([id, { owner, account }]) => {
        const bound = before.devices.get(id)?.userPrincipalName;
        const hasUser = environment.devices[(deviceIds as readonly string[]).indexOf(id)] === "user";
        return owner === name && (hasUser || (bound !== undefined && bound !== account.userPrincipalName));
    });
}
