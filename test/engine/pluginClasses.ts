// The classes that an SDK for the plugin has: Pulumi generates them from its schema, and so do these few lines, for the programs of
// this repository that run where there is no Pulumi CLI.
import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type * as dynamic from "pulumi-azure-assignments";
import { pluginFolder } from "./pluginFolder";

/** What the schema says of a resource. */
interface ResourceSpec {
    properties: Record<string, unknown>;
    aliases: { type: string }[];
}

const schema = JSON.parse(readFileSync(path.join(pluginFolder, "schema.json"), "utf8"));

/** The class of a type token; `T` is the package's class, whose arguments are the same. */
function pluginClass<T>(token: string): T {
    const { properties, aliases } = schema.resources[token] as ResourceSpec;
    const unset = Object.fromEntries(Object.keys(properties).map((name) => [name, undefined]));
    return class extends pulumi.CustomResource {
        constructor(name: string, args: object, opts: pulumi.CustomResourceOptions = {}) {
            super(token, name, { ...unset, ...args }, pulumi.mergeOptions(opts, { aliases }));
        }
    } as T;
}

export const ProjectResourceAssignment = pluginClass<typeof dynamic.ProjectResourceAssignment>(
    "azure-assignments:language:ProjectResourceAssignment",
);

export const DeviceResourceAccountBinding = pluginClass<typeof dynamic.DeviceResourceAccountBinding>(
    "azure-assignments:devices:DeviceResourceAccountBinding",
);
