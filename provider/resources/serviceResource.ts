import * as pulumi from "@pulumi/pulumi";
import { classInputs } from "./classInputs";
import { refuseWhatCannotWork } from "./refusals";
import { shortenStacks } from "./shortenStacks";

/** The names of what a class has besides what Pulumi gives to every resource. */
export type OwnNames<T extends pulumi.CustomResource> = Exclude<keyof T, keyof pulumi.CustomResource>;

/** What the resource classes have in common: how a resource is registered, with every property as an output. */
export abstract class ServiceResource extends pulumi.dynamic.Resource {
    /**
     * @param properties all properties, so that those not given are outputs too, whose values the provider tells.
     * @throws pulumi.RunError where options are given that do nothing, or the provider process would not find this package.
     */
    constructor(
        kind: { provider: pulumi.dynamic.ResourceProvider; module: string; type: string },
        name: string,
        properties: Readonly<Record<string, undefined>>,
        args: object,
        opts?: pulumi.CustomResourceOptions,
    ) {
        refuseWhatCannotWork(name, opts);
        const stacks = shortenStacks();
        try {
            const props = { ...properties, ...args, ...classInputs(name, args, opts) };
            super(kind.provider, name, props, opts, kind.module, kind.type);
        } catch (error) {
            throw stacks.lengthened(error);
        } finally {
            stacks.restore();
        }
    }
}
