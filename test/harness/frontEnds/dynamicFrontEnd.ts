import { methodsOf } from "#provider/host/dynamic/methods";
import { ProcessHost } from "#provider/host/processHost";
import * as host from "#provider/host/verbs";
import * as bindingVerbs from "#provider/lifecycle/deviceResourceAccountBinding/verbs";
import * as assignmentVerbs from "#provider/lifecycle/projectResourceAssignment/verbs";
import { acrossBorder, type Properties, type ResourceKind, type ResourceRecord } from "../stackState";
import { type FrontEnd, FrontEndDefect, type FrontEndOptions, type Named, type PartialResource } from "./frontEnd";

// Loaded already: loading takes time by the wall, and none by the clock of a test.
const verbs = {
    assignment: { ...host.assignmentVerbs, load: async () => assignmentVerbs },
    binding: { ...host.bindingVerbs, load: async () => bindingVerbs },
};

type Methods = ReturnType<typeof methodsOf>;

/** The dynamic providers of the package, in Pulumi's own process of such providers. */
export class DynamicFrontEnd implements FrontEnd {
    private readonly host: ProcessHost;

    constructor({ config, ...options }: FrontEndOptions) {
        this.host = new ProcessHost((key) => config[key], options);
    }

    async check({ name, kind }: Named, olds: Properties, args: Properties) {
        const __provider = providerText(kind);
        const { inputs, failures } = await this.call(kind, "check", olds, { ...args, logicalName: name, __provider });
        return { inputs: { ...inputs, __provider }, failures };
    }

    diff({ kind, id, outputs }: ResourceRecord, inputs: Properties) {
        return this.call(kind, "diff", id, outputs, inputs);
    }

    async create({ kind }: Named, inputs: Properties) {
        const { id, outs } = await this.orPartial(this.call(kind, "create", inputs));
        return { id, outputs: withText(outs, inputs) };
    }

    async read({ kind, id: old, outputs }: ResourceRecord) {
        const { id, inputs = {}, props } = await this.call(kind, "read", old, outputs);
        return { id, inputs: withText(inputs, outputs), outputs: withText(props, outputs) };
    }

    async update({ kind, id, outputs }: ResourceRecord, inputs: Properties) {
        const { outs } = await this.orPartial(this.call(kind, "update", id, outputs, inputs));
        return withText(outs, inputs);
    }

    async delete({ kind, id, outputs }: ResourceRecord) {
        await this.call(kind, "delete", id, outputs);
    }

    abandon(): void {
        this.host.abandon();
    }

    interrupt(): void {
        this.host.interrupt();
    }

    private async call<V extends keyof Methods>(
        kind: ResourceKind,
        verb: V,
        ...args: Parameters<Methods[V]>
    ): Promise<Awaited<ReturnType<Methods[V]>>> {
        const method = methodsOf(this.host, verbs[kind])[verb] as (...args: unknown[]) => ReturnType<Methods[V]>;
        return acrossBorder(await method(...acrossBorder(args)));
    }

    private async orPartial<T>(call: Promise<T>): Promise<T> {
        try {
            return await call;
        } catch (error) {
            const { id, properties = {}, reasons } = error as Partial<PartialResource>;
            if (id !== undefined && reasons && typeof properties.__provider !== "string") {
                throw new FrontEndDefect("a partial resource lost its provider's text: no engine could delete it");
            }
            throw error;
        }
    }
}

/** Stands for the provider's source text, which must come back in every state. */
function providerText(kind: ResourceKind): string {
    return `text of ${kind}`;
}

function withText(properties: Properties, { __provider }: Properties): Properties {
    return { ...properties, __provider };
}
