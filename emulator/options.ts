import type { Cloud } from "./identity/clouds.js";

/** How many authoring requests a minute one origin may send. */
export interface Budgets {
    readonly postsPerMinute: number;
    readonly getsPerMinute: number;
}

/** Claims of a token: texts, or lists of texts. */
export type TokenClaims = Readonly<Record<string, string | readonly string[]>>;

/** The device properties that may show a resource account. */
export type AccountProperty = "userPrincipalName" | "addressableUserName" | "resourceName" | "deviceAccountUpn";

/** How the emulator behaves; each default is stated at its member, and all are settable at any time. */
export interface EmulatorOptions {
    /** How long an assign or unassign job takes, for jobs that are started from now on. Default 0. */
    readonly jobDurationMs: number;
    /** How long after its creation a job can be looked up. Default 7 days. */
    readonly jobLifetimeMs: number;
    /** The `Retry-After` of an accepted job and of one that has not ended. Default null: no such header. */
    readonly jobRetryAfterSeconds: number | null;
    /** What the first look at a job says: always that it has not started, as was recorded, or how it really stands. Default notStarted. */
    readonly firstLook: "notStarted" | "actual";
    /** Whether errors of the authoring service repeat their code in `x-ms-error-code`. Default false: none did that was recorded. */
    readonly errorCodeHeader: boolean;
    /** Another origin that `Operation-Location` is at, as behind a gateway. Default null: the one that was asked. */
    readonly operationLocationOrigin: string | null;
    /** The most items that one page of a list holds. Default 100. */
    readonly pageSize: number;
    /** The most items on a page of a project's lists where a client asks for more than `pageSize`. Default null: no more than that. */
    readonly largestPageSize: number | null;
    /** How long ago the list of a project's resources was true. Default 0. */
    readonly listDelayMs: number;
    /** The authoring budget of one origin. Default null: no limit. */
    readonly budgets: Budgets | null;
    /** Whether a 429 of `budgets` says for how long in `Retry-After`. Default false. */
    readonly throttleRetryAfter: boolean;
    /** How many assign and unassign calls Graph takes in 20 seconds; its 429 has no `Retry-After`. Default null: no limit. */
    readonly graphWritesPer20s: number | null;
    /** The letter case of the ids that the lists of resources and of deployments return. Default as-assigned. */
    readonly idCase: "as-assigned" | "lower" | "upper";
    /** How an item of a deployment's `assignedResources` names its resource. Default by-version. */
    readonly deploymentResourceId: "by-version" | "resourceId" | "azureResourceId";
    /** Assigning what is assigned already: a member, or the same account on a device. Default ok. */
    readonly assignExisting: "ok" | "fail";
    /** Unassigning what is not assigned: a member, or any account on a device. Default ok. */
    readonly unassignMissing: "ok" | "fail";
    /** A second job on a project while the first runs. Default queue: it waits. */
    readonly concurrentJobs: "queue" | "conflict" | "parallel";
    /** The end of a job with a member whose account name begins with `bad`. Default failed. */
    readonly badMember: "failed" | "partiallyCompleted";
    /** Whether, or after how many milliseconds, a device shows its resource account. Default true. */
    readonly accountVisible: boolean | number;
    /** The properties in which a device shows its resource account. Default all but `deviceAccountUpn`. */
    readonly visibleIn: readonly AccountProperty[];
    /** What a list of devices shows as `userPrincipalName`: nothing, as users report, or what a GET by id does. Default empty. */
    readonly listedUpn: "empty" | "shown";
    /** Binding an account to a device that has another one. Default ok: it is replaced. */
    readonly assignOverExisting: "ok" | "conflict";
    /** The name of the list in an unassign body of the versions 2025-11-*. Default azureResourceIds. */
    readonly unassignBody2025: "azureResourceIds" | "assignedResourceIds";
    /** Whether the answer to a GET of one device is wrapped in `{"value": ...}`. Default false. */
    readonly wrapEntity: boolean;
    /** Whether Language keys are accepted; where not, they are refused with 403. Default true. */
    readonly localAuth: boolean;
    /** The cloud whose audiences a token must be for. Default public. */
    readonly cloud: Cloud;
    /** How long a token that is issued from now on is good for. Default 24 hours. */
    readonly tokenLifetimeMs: number;
    /** What tokens that are issued from now on say besides, `{"roles": ["..."], "tid": "..."}` for example; nothing is checked by it. Default: nothing. */
    readonly tokenClaims: TokenClaims;
    /** Whether Graph serves `$batch`; where not, it answers 404. Default true. */
    readonly batch: boolean;
    /** The order of the responses in a `$batch` answer, which Graph leaves open. Default as-sent. */
    readonly batchOrder: "as-sent" | "reversed";
    /** How far the emulator's clock is off; may be negative. Set back, it undoes nothing that has happened. Default 0. */
    readonly clockOffsetMs: number;
}

const dayInMs = 24 * 60 * 60 * 1000;

/** The options of an emulator that was just started or reset. */
export const defaultOptions: EmulatorOptions = {
    jobDurationMs: 0,
    // Recorded: jobs expire seven days after their creation.
    jobLifetimeMs: 7 * dayInMs,
    jobRetryAfterSeconds: null,
    firstLook: "notStarted",
    errorCodeHeader: false,
    operationLocationOrigin: null,
    pageSize: 100,
    largestPageSize: null,
    listDelayMs: 0,
    budgets: null,
    throttleRetryAfter: false,
    graphWritesPer20s: null,
    idCase: "as-assigned",
    deploymentResourceId: "by-version",
    assignExisting: "ok",
    unassignMissing: "ok",
    concurrentJobs: "queue",
    badMember: "failed",
    accountVisible: true,
    visibleIn: ["userPrincipalName", "addressableUserName", "resourceName"],
    listedUpn: "empty",
    assignOverExisting: "ok",
    unassignBody2025: "azureResourceIds",
    wrapEntity: false,
    localAuth: true,
    cloud: "public",
    tokenLifetimeMs: dayInMs,
    tokenClaims: {},
    batch: true,
    batchOrder: "as-sent",
    clockOffsetMs: 0,
};
