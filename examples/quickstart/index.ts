import * as pulumi from "@pulumi/pulumi";
import {
    DeviceResourceAccountBinding,
    ProjectResourceAssignment,
    type ResourceMetadata,
} from "pulumi-azure-assignments";

/** One entry of the configuration value `bindings`. */
interface Binding {
    /** The resource's name in the stack. */
    name: string;
    deviceId: string;
    userPrincipalName: string;
    addressableUserName?: string;
    resourceAccountName?: string;
}

const config = new pulumi.Config();
const resources = config.getObject<ResourceMetadata[]>("resources") ?? [];
const bindings = config.getObject<Binding[]>("bindings") ?? [];
// Neither a destroy nor a line that went missing undoes what people work with, until somebody says so.
const protect = config.getBoolean("protect") ?? true;

if (resources.length > 0) {
    new ProjectResourceAssignment(
        "project",
        {
            endpoint: config.require("endpoint"),
            projectName: config.require("projectName"),
            resources,
            deleteDeployments: config.getBoolean("deleteDeployments"),
        },
        { protect },
    );
}

for (const { name, ...binding } of bindings) {
    const args = { ...binding, graphEndpoint: config.get("graphEndpoint") || undefined };
    new DeviceResourceAccountBinding(name, args, { protect });
}

if (resources.length === 0 && bindings.length === 0) {
    void pulumi.log.warn(
        "Nothing is configured yet, so nothing is managed. Set endpoint, projectName and resources, or bindings, with `pulumi config set`; " +
            'README.md shows how under "Use it with Azure".',
    );
}

/** What the stack declares, in short. */
export const assigned = resources.map(({ azureResourceId }) => azureResourceId.split("/").pop());
export const bound = bindings.map(({ deviceId, userPrincipalName }) => `${deviceId}: ${userPrincipalName}`);
