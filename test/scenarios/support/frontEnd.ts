// The classes and functions that a scenario's program uses: of the package, or of the plugin, where FRONT_END says so.
import * as pulumi from "@pulumi/pulumi";
import * as dynamic from "pulumi-azure-assignments";
import * as plugin from "../../engine/pluginClasses";

const isPlugin = process.env.FRONT_END === "plugin";
const classes = isPlugin ? plugin : dynamic;

export const ProjectResourceAssignment: typeof dynamic.ProjectResourceAssignment = classes.ProjectResourceAssignment;

export const DeviceResourceAccountBinding: typeof dynamic.DeviceResourceAccountBinding =
    classes.DeviceResourceAccountBinding;

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
