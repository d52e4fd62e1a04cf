import * as pulumi from "@pulumi/pulumi";
import {
    DeviceResourceAccountBinding,
    type DeviceResourceAccountBindingArgs,
    ProjectResourceAssignment,
    type ResourceMetadata,
} from "pulumi-azure-assignments";

const config = new pulumi.Config();
const endpoint = config.get("endpoint");
const projectName = config.get("projectName");
const resources = config.getObject<ResourceMetadata[]>("resources") ?? [];
const bindings = config.getObject<DeviceResourceAccountBindingArgs[]>("bindings") ?? [];

if (endpoint && projectName && resources.length > 0) {
    new ProjectResourceAssignment("project", { endpoint, projectName, resources });
}

bindings.forEach((binding, index) => {
    new DeviceResourceAccountBinding(`device-${index + 1}`, {
        graphEndpoint: config.get("graphEndpoint") || undefined,
        ...binding,
    });
});

if (resources.length === 0 && bindings.length === 0) {
    pulumi.log.warn("Nothing is configured yet: set endpoint, projectName and resources, or bindings (see README.md).");
}

export const assigned = resources.map((resource) => resource.azureResourceId.split("/").pop());
export const bound = bindings.map((binding) => binding.deviceId);
