import { cloudNames } from "../identity/clouds.js";
import type { AccountProperty, Budgets, EmulatorOptions, TokenClaims } from "../options.js";
import { asBoolean, asInteger, asList, asOneOf, asRecord, asText, ShapeError } from "../validation/shapes.js";

type Reader<T> = (value: unknown, target: string) => T;
type Readers = { readonly [Name in keyof EmulatorOptions]: Reader<EmulatorOptions[Name]> };

const accountProperties: readonly AccountProperty[] = [
    "userPrincipalName",
    "addressableUserName",
    "resourceName",
    "deviceAccountUpn",
];
const okOrFail = oneOf("ok", "fail");

const readers: Readers = {
    jobDurationMs: asInteger,
    jobLifetimeMs: asInteger,
    jobRetryAfterSeconds: orNull(asInteger),
    firstLook: oneOf("notStarted", "actual"),
    errorCodeHeader: asBoolean,
    operationLocationOrigin: orNull(asOrigin),
    pageSize: (value, target) => asInteger(value, target, 1),
    largestPageSize: orNull((value, target) => asInteger(value, target, 1)),
    listDelayMs: asInteger,
    budgets: orNull(asBudgets),
    throttleRetryAfter: asBoolean,
    graphWritesPer20s: orNull((value, target) => asInteger(value, target, 1)),
    idCase: oneOf("as-assigned", "lower", "upper"),
    deploymentResourceId: oneOf("by-version", "resourceId", "azureResourceId"),
    assignExisting: okOrFail,
    unassignMissing: okOrFail,
    concurrentJobs: oneOf("queue", "conflict", "parallel"),
    badMember: oneOf("failed", "partiallyCompleted"),
    accountVisible: (value, target) => (typeof value === "boolean" ? value : asInteger(value, target)),
    visibleIn: (value, target) => asList(value, target).map((item) => asOneOf(item, target, accountProperties)),
    listedUpn: oneOf("empty", "shown"),
    assignOverExisting: oneOf("ok", "conflict"),
    unassignBody2025: oneOf("azureResourceIds", "assignedResourceIds"),
    wrapEntity: asBoolean,
    localAuth: asBoolean,
    cloud: oneOf(...cloudNames),
    tokenLifetimeMs: asInteger,
    tokenClaims: asClaims,
    batch: asBoolean,
    batchOrder: oneOf("as-sent", "reversed"),
    clockOffsetMs: (value, target) => asInteger(value, target, Number.MIN_SAFE_INTEGER),
};

/** Reads options that are to replace some of the present ones; an unknown option or value is a ShapeError that names it. */
export function parseOptions(value: unknown): Partial<EmulatorOptions> {
    const given = asRecord(value, "options", Object.keys(readers));
    const entries = Object.entries(given).map(([name, item]) => [name, readers[name as keyof Readers](item, name)]);
    return Object.fromEntries(entries) as Partial<EmulatorOptions>;
}

function oneOf<T extends string>(...words: readonly T[]): Reader<T> {
    return (value, target) => asOneOf(value, target, words);
}

function orNull<T>(reader: Reader<T>): Reader<T | null> {
    return (value, target) => (value === null ? null : reader(value, target));
}

function asOrigin(value: unknown, target: string): string {
    const text = asText(value, target);
    if (!/^https?:\/\/[\w.-]+(:\d{1,5})?$/.test(text)) {
        throw new ShapeError(target, `${target} must be an origin such as https://gateway.example, not ${text}`);
    }
    return text;
}

function asBudgets(value: unknown, target: string): Budgets {
    const given = asRecord(value, target, ["postsPerMinute", "getsPerMinute"]);
    if (Object.keys(given).length < 2) {
        throw new ShapeError(target, `${target} needs both postsPerMinute and getsPerMinute`);
    }
    return {
        postsPerMinute: asInteger(given.postsPerMinute, `${target}.postsPerMinute`, 1),
        getsPerMinute: asInteger(given.getsPerMinute, `${target}.getsPerMinute`, 1),
    };
}

function asClaims(value: unknown, target: string): TokenClaims {
    const entries = Object.entries(asRecord(value, target)).map(([name, claim]) => {
        const place = `${target}.${name}`;
        const texts = Array.isArray(claim) ? claim.map((text) => asText(text, place)) : asText(claim, place);
        return [name, texts] as const;
    });
    return Object.fromEntries(entries);
}
