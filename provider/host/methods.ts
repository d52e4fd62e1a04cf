import type { LifecycleContext, PlanContext } from "../lifecycle/context";
import type { Observed, PlannedChange } from "../lifecycle/results";
import type { CheckResult } from "../validation/findings";
import type { ProcessHost } from "./processHost";

type Properties = Record<string, unknown>;

/** The verbs that talk to the services; a resource keeps the id that the engine knows it by, whatever a new one would get. */
export interface Verbs {
    create(context: LifecycleContext, inputs: Properties): Promise<{ id: string; state: Properties }>;
    read(context: LifecycleContext, state: Properties, id: string): Promise<Observed>;
    update(context: LifecycleContext, olds: Properties, news: Properties, id: string): Promise<Properties>;
    remove(context: LifecycleContext, state: Properties): Promise<void>;
}

/** All verbs of a resource; those that talk to the services are loaded when the first of them is called. */
export interface LazyVerbs {
    check(context: PlanContext, olds: Properties, news: Properties): CheckResult;
    diff(context: PlanContext, olds: Properties, news: Properties): PlannedChange;
    /** Says what a change that `diff` has found would do, after bounded look-ups; what cannot be looked up fails nothing. */
    foretell?(context: PlanContext, olds: Properties, news: Properties, planned: PlannedChange): Promise<void>;
    load(): Promise<Verbs>;
}

/** The verbs in the shapes of Pulumi's dynamic provider. */
export function methodsOf(host: ProcessHost, verbs: LazyVerbs) {
    return {
        check: (olds: Properties, news: Properties) =>
            host.planning([olds, news], (context, [old = {}, now = {}]) =>
                host.tellable(verbs.check(context, old, now)),
            ),
        diff: (_id: string, olds: Properties, news: Properties) =>
            host.planning([olds, news], async (context, [old = {}, now = {}]) => {
                const planned = verbs.diff(context, old, now);
                const foretell = async () => verbs.foretell?.(context, old, now, planned);
                await context.members.during(() => context.devices.during(foretell));
                return planned;
            }),
        create: (inputs: Properties) =>
            host.acting([inputs], async (context, [now = {}]) => {
                const { create } = await verbs.load();
                return host.keeping(
                    async () => {
                        const { id, state } = await create(context, now);
                        return { id, outs: state };
                    },
                    ({ id, state }) => ({ id, outs: state }),
                );
            }),
        read: (id: string, props: Properties) =>
            host.acting([props], async (context, [stored = {}]) => {
                const observed = await (await verbs.load()).read(context, stored, id);
                // An empty id is how a provider says that the resource is gone.
                return observed
                    ? { id: observed.id, props: observed.state, inputs: observed.inputs }
                    : { id: "", props: {} };
            }),
        update: (id: string, olds: Properties, news: Properties) =>
            host.acting([olds, news], async (context, [old = {}, now = {}]) => {
                const { update } = await verbs.load();
                return host.keeping(
                    async () => ({ outs: await update(context, old, now, id) }),
                    ({ state }) => ({ outs: state }),
                );
            }),
        delete: (_id: string, props: Properties) =>
            host.acting([props], async (context, [stored = {}]) => (await verbs.load()).remove(context, stored)),
    };
}
