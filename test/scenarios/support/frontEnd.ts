// The classes and functions that a scenario's program uses: of the package, or of the plugin, where FRONT_END says so. What an SDK
// for the plugin has, Pulumi generates from the schema; this does the same with the few lines that these programs need.
import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "pulumi-azure-assignments";
import { pluginFolder } from "../../engine/pluginFolder";

/** What the schema says of a resource. */
interface ResourceSpec {
    properties: Record<string, unknown>;
    aliases: { type: string }[];
}

function pluginResource<T>(token: string): T {
    const schema = JSON.parse(readFileSync(path.join(pluginFolder, "schema.json"), "utf8"));
    const { properties, aliases } = schema.resources[token] as ResourceSpec;
    const unset = Object.fromEntries(Object.keys(properties).map((name) => [name, undefined]));
    return class extends pulumi.CustomResource {
        constructor(name: string, args: object, opts: pulumi.CustomResourceOptions = {}) {
            super(token, name, { ...unset, ...args }, pulumi.mergeOptions(opts, { aliases }));
        }
    } as T;
}

const isPlugin = process.env.FRONT_END === "plugin";

export const ProjectResourceAssignment: typeof dynamic.ProjectResourceAssignment = isPlugin
    ? pluginResource("azure-assignments:language:ProjectResourceAssignment")
    : dynamic.ProjectResourceAssignment;

export const DeviceResourceAccountBinding: typeof dynamic.DeviceResourceAccountBinding = isPlugin
    ? pluginResource("azure-assignments:devices:DeviceResourceAccountBinding")
    : dynamic.DeviceResourceAccountBinding;

export const getProjectResources: typeof dynamic.getProjectResources = isPlugin
    ? (args) => pulumi.runtime.invoke("azure-assignments:language:getProjectResources", args)
    : dynamic.getProjectResources;

export const getAutopilotDevice: typeof dynamic.getAutopilotDevice = isPlugin
    ? (args) => pulumi.runtime.invoke("azure-assignments:devices:getAutopilotDevice", args)
    : dynamic.getAutopilotDevice;

export const getProjectResourcesOutput: typeof dynamic.getProjectResourcesOutput = isPlugin
    ? (args) => pulumi.runtime.invokeOutput("azure-assignments:language:getProjectResources", args)
    : dynamic.getProjectResourcesOutput;

export const getAutopilotDeviceOutput: typeof dynamic.getAutopilotDeviceOutput = isPlugin
    ? (args) => pulumi.runtime.invokeOutput("azure-assignments:devices:getAutopilotDevice", args)
    : dynamic.getAutopilotDeviceOutput;
