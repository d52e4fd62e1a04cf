import * as pulumi from "@pulumi/pulumi";
import {
    DeviceResourceAccountBinding,
    ProjectResourceAssignment,
    type ResourceMetadata,
} from "pulumi-azure-assignments";

/** One entry of the configuration value `assignments`. */
interface Assignment {
    /** The resource's name in the stack. */
    name: string;
    projectName: string;
    projectKind?: "conversations" | "text";
    resources: ResourceMetadata[];
    deleteDeployments?: boolean;
    /** Whether `destroy` and replacement are refused. @default true */
    protect?: boolean;
}

/** One entry of the configuration value `bindings`. */
interface Binding {
    name: string;
    deviceId: string;
    userPrincipalName: string;
    addressableUserName?: string;
    resourceAccountName?: string;
}

const config = new pulumi.Config();
const assignments = config.getObject<Assignment[]>("assignments") ?? [];
const bindings = config.getObject<Binding[]>("bindings") ?? [];
const graphEndpoint = config.get("graphEndpoint") || undefined;

for (const { name, protect = true, ...assignment } of assignments) {
    new ProjectResourceAssignment(name, { endpoint: config.require("endpoint"), ...assignment }, { protect });
}

for (const { name, ...binding } of bindings) {
    new DeviceResourceAccountBinding(name, { ...binding, graphEndpoint });
}

/** What the stack declares. */
export const assigned = Object.fromEntries(
    assignments.map(({ name, resources }) => [name, resources.map(({ customDomain }) => customDomain)]),
);
export const bound = Object.fromEntries(bindings.map(({ name, userPrincipalName }) => [name, userPrincipalName]));
