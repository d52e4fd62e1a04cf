import type { LifecycleContext, PlanContext } from "../lifecycle/context";
import { check as checkBinding } from "../lifecycle/deviceResourceAccountBinding/check";
import { diff as diffBinding } from "../lifecycle/deviceResourceAccountBinding/diff";
import { check as checkAssignment } from "../lifecycle/projectResourceAssignment/check";
import { diff as diffAssignment } from "../lifecycle/projectResourceAssignment/diff";
import { carryDomains, settleDomains } from "../lifecycle/projectResourceAssignment/importedDomains";
import { previewChange } from "../lifecycle/projectResourceAssignment/preview";
import { type Observed, PartialError, type PlannedChange } from "../lifecycle/results";
import { type CheckResult, withoutName } from "../validation/findings";
import type { ProcessHost } from "./processHost";

type Properties = Record<string, unknown>;

/** The verbs that talk to the services; a resource keeps the id that the engine knows it by, whatever a new one would get. */
export interface Verbs {
    create(context: LifecycleContext, inputs: Properties): Promise<{ id: string; state: Properties }>;
    read(context: LifecycleContext, state: Properties, id: string): Promise<Observed>;
    update(context: LifecycleContext, olds: Properties, news: Properties, id: string): Promise<Properties>;
    remove(context: LifecycleContext, state: Properties): Promise<void>;
    /** Reads what no state knows yet, by its id; `defaults` are inputs that the id does not tell. */
    importById(context: LifecycleContext, id: string, defaults: Properties): Promise<Observed>;
}

/** All verbs of a resource; those that talk to the services are loaded when the first of them is called. */
export interface LazyVerbs {
    check(context: PlanContext, olds: Properties, news: Properties): CheckResult;
    diff(context: PlanContext, olds: Properties, news: Properties): PlannedChange;
    /** Says what a change that `diff` has found would do, after bounded look-ups; what cannot be looked up fails nothing. */
    preview?(context: PlanContext, olds: Properties, news: Properties, planned: PlannedChange): Promise<void>;
    /** An old state as it is to be compared, where an import has guessed some of it. */
    settle?(olds: Properties, oldInputs: Properties | undefined, news: Properties | undefined): Properties;
    /** A new state that still says what of it is guessed. */
    carry?(olds: Properties, state: Properties): Properties;
    load(): Promise<Verbs>;
}

/** The verbs of `ProjectResourceAssignment`. */
export const assignmentVerbs: LazyVerbs = {
    check: checkAssignment,
    diff: diffAssignment,
    preview: previewChange,
    settle: settleDomains,
    carry: carryDomains,
    load: () => import("../lifecycle/projectResourceAssignment/verbs.js"),
};

/** The verbs of `DeviceResourceAccountBinding`. */
export const bindingVerbs: LazyVerbs = {
    check: checkBinding,
    diff: diffBinding,
    load: () => import("../lifecycle/deviceResourceAccountBinding/verbs.js"),
};

/** A resource's verbs as any front end calls them: run in the host, with what they throw and say fit to be shown. */
export type HostedVerbs = ReturnType<typeof hosted>;

/** Runs the verbs of a resource in a host. */
export function hosted(host: ProcessHost, verbs: LazyVerbs) {
    const { settle = (olds) => olds, carry = (_, state) => state } = verbs;
    /** What an update leaves half done says too what of it is guessed. */
    const rethrow = (error: unknown, olds: Properties): never => {
        throw error instanceof PartialError
            ? new PartialError(error.id, carry(olds, error.state), error.reasons, error.cause)
            : error;
    };
    return {
        check: (olds: Properties, news: Properties): Promise<CheckResult> =>
            host.planning([olds, news], (context, [old = {}, now = {}]) => {
                const { inputs, failures } = verbs.check(context, old, now);
                const told = failures.map(withoutName);
                return {
                    inputs,
                    failures: told.map((failure) => ({ ...failure, reason: host.redact(failure.reason) })),
                };
            }),
        diff: (olds: Properties, news: Properties, oldInputs?: Properties): Promise<PlannedChange> =>
            host.planning([olds, news], async (context, [stored = {}, now = {}]) => {
                const old = settle(stored, oldInputs, now);
                const planned = verbs.diff(context, old, now);
                const preview = async () => (planned.changes ? verbs.preview?.(context, old, now, planned) : undefined);
                await context.members.during(() => context.devices.during(preview));
                return planned;
            }),
        create: (inputs: Properties): Promise<{ id: string; state: Properties }> =>
            host.acting([inputs], async (context, [now = {}]) => {
                const { create } = await verbs.load();
                return host.keeping(
                    () => create(context, now),
                    ({ id, state }: PartialError) => ({ id, state }),
                );
            }),
        read: (id: string, state: Properties, inputs?: Properties): Promise<Observed> =>
            host.acting([state], async (context, [stored = {}]) =>
                (await verbs.load()).read(context, settle(stored, inputs, undefined), id),
            ),
        importById: (id: string, defaults: Properties): Promise<Observed> =>
            host.acting([defaults], async (context, [given = {}]) =>
                (await verbs.load()).importById(context, id, given),
            ),
        update: (id: string, olds: Properties, news: Properties, oldInputs?: Properties): Promise<Properties> =>
            host.acting([olds, news], async (context, [stored = {}, now = {}]) => {
                const { update } = await verbs.load();
                const old = settle(stored, oldInputs, now);
                const guessed = settle(stored, oldInputs, undefined);
                return host.keeping(
                    async () =>
                        carry(guessed, await update(context, old, now, id).catch((error) => rethrow(error, guessed))),
                    ({ state }: PartialError) => state,
                );
            }),
        remove: (state: Properties): Promise<void> =>
            host.acting([state], async (context, [stored = {}]) => (await verbs.load()).remove(context, stored)),
    };
}
