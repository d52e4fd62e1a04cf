import type { CheckFailure } from "../../validation/findings";
import type { ProcessHost } from "../processHost";
import { hosted, type LazyVerbs } from "../verbs";

type Properties = Record<string, unknown>;

/** The verbs in the shapes of Pulumi's dynamic provider. */
export function methodsOf(host: ProcessHost, verbs: LazyVerbs) {
    const { check, diff, create, read, update, remove } = hosted(host, verbs);
    return {
        check: async (olds: Properties, news: Properties) => {
            const { inputs, failures } = await check(olds, news);
            return { inputs, failures: failures.map(withoutName) };
        },
        diff: async (_id: string, olds: Properties, news: Properties) => {
            const planned = await diff(olds, news);
            return isOfPlugin(olds, news) ? { ...planned, changes: true } : planned;
        },
        create: async (inputs: Properties) => {
            const { id, state } = await create(inputs);
            return { id, outs: state };
        },
        read: async (id: string, props: Properties) => {
            const observed = await read(id, props);
            // An empty id is how a provider says that the resource is gone.
            return observed
                ? { id: observed.id, props: observed.state, inputs: observed.inputs }
                : { id: "", props: {} };
        },
        update: async (id: string, olds: Properties, news: Properties) => ({ outs: await update(id, olds, news) }),
        delete: (_id: string, props: Properties) => remove(props),
    };
}

/** A state that the plugin stored lacks the provider's text, without which Pulumi could not delete the resource: an update adds it. */
function isOfPlugin(olds: Properties, news: Properties): boolean {
    return olds.__provider === undefined && news.__provider !== undefined;
}

/**
 * The engine prints the value of the property that a failure names, also of a secret one, since nothing tells it here that it is;
 * and `{<nil>}` where the name is a path. So a failure names none, and its reason begins with the path.
 */
function withoutName({ property, reason }: CheckFailure): CheckFailure {
    const isNamed = reason.startsWith(`${property} `);
    return { property: "", reason: isNamed ? reason : `${property}: ${reason}` };
}
