import * as pulumi from "@pulumi/pulumi";
import type { Plan, PlannedResource } from "./plan";
import { probeProvider } from "./provider";

/** A dynamic resource whose provider does as its inputs say. */
class Probe extends pulumi.dynamic.Resource {
    declare readonly value: pulumi.Output<unknown>;
    declare readonly stamp: pulumi.Output<string>;

    constructor(name: string, props: Record<string, unknown>, options: pulumi.CustomResourceOptions) {
        super(
            probeProvider,
            name,
            { probe: name, stamp: undefined, seen: undefined, ...props },
            options,
            "test",
            "Probe",
        );
    }
}

class Group extends pulumi.ComponentResource {
    constructor(name: string, options: pulumi.ComponentResourceOptions) {
        super("test:index:Group", name, {}, options);
        this.registerOutputs({ group: name });
    }
}

const plan: Plan = JSON.parse(process.env.ENGINE_TEST_PLAN ?? '{"resources":[]}');
const declared = new Map<string, pulumi.Resource>();

function lookUp(source: string): pulumi.Input<unknown> {
    const [name = "", output = ""] = source.split(".");
    return name.startsWith("config:")
        ? new pulumi.Config().requireSecret(name.slice("config:".length))
        : (declared.get(name) as unknown as Record<string, pulumi.Output<unknown>>)[output];
}

function resourceOf(name: string): pulumi.Resource {
    const resource = declared.get(name);
    if (resource === undefined) {
        throw new Error(`The plan uses ${name} before it declares it.`);
    }
    return resource;
}

function declare(planned: PlannedResource): pulumi.Resource {
    const { name, props, secret = [], from = {}, component, parent, dependsOn, aliases, ...options } = planned;
    const all = {
        ...options,
        ...(parent === undefined ? {} : { parent: resourceOf(parent) }),
        ...(dependsOn === undefined ? {} : { dependsOn: dependsOn.map(resourceOf) }),
        ...(aliases === undefined ? {} : { aliases: aliases.map((alias) => ({ name: alias })) }),
    };
    if (component) {
        return new Group(name, all);
    }
    const inputs: Record<string, unknown> = { ...props };
    for (const [property, source] of Object.entries(from)) {
        inputs[property] = lookUp(source);
    }
    for (const property of secret) {
        inputs[property] = pulumi.secret(inputs[property]);
    }
    return new Probe(name, inputs, all);
}

for (const planned of plan.resources) {
    declared.set(planned.name, declare(planned));
}
if (plan.throws !== undefined) {
    throw new Error(plan.throws);
}
for (const [output, source] of Object.entries(plan.outputs ?? {})) {
    exports[output] = lookUp(source);
}
