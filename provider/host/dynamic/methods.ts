import type { ProcessHost } from "../processHost";
import { hosted, type LazyVerbs } from "../verbs";

type Properties = Record<string, unknown>;

/** The verbs in the shapes of Pulumi's dynamic provider. */
export function methodsOf(host: ProcessHost, verbs: LazyVerbs) {
    const { check, diff, create, read, update, remove } = hosted(host, verbs);
    return {
        check,
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
