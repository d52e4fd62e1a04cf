import { bindingTable } from "../../../provider/dist/lifecycle/deviceResourceAccountBinding/fields";
import { autopilotDeviceTable, projectResourcesTable } from "../../../provider/dist/lifecycle/functions/fields";
import { assignmentTable } from "../../../provider/dist/lifecycle/projectResourceAssignment/fields";
import { graphCloudNames } from "../../../provider/dist/validation/clouds";
import type { FunctionTable, ResourceTable } from "../../../provider/dist/validation/fields";
import { type Publication, packageSpec } from "./package";
import { ModuleTypes, type Spec } from "./types";

/** A module of the package: one service, its resource, and a look at it. */
interface Module {
    name: string;
    resource: ResourceTable;
    lookUp: FunctionTable;
}

const modules: readonly Module[] = [
    { name: "language", resource: assignmentTable, lookUp: projectResourcesTable },
    { name: "devices", resource: bindingTable, lookUp: autopilotDeviceTable },
];

/** The package's schema, from the tables of fields. */
export function schemaOf(publication: Publication): Spec {
    const specs = modules.map(moduleSpec);
    return {
        ...packageSpec(publication),
        config: { variables: configuration },
        provider: { description: "The provider of the package azure-assignments.", inputProperties: configuration },
        types: Object.assign({}, ...specs.map(({ types }) => types)),
        resources: Object.assign({}, ...specs.map(({ resources }) => resources)),
        functions: Object.assign({}, ...specs.map(({ functions }) => functions)),
    };
}

function moduleSpec({ name, resource, lookUp }: Module): { types: Spec; resources: Spec; functions: Spec } {
    const module = `azure-assignments:${name}`;
    const types = new ModuleTypes(module);
    const resources = { [`${module}:${resource.name}`]: resourceSpec(types, resource, name) };
    const functions = { [`${module}:${lookUp.name}`]: functionSpec(types, lookUp) };
    return { types: types.named, resources, functions };
}

function resourceSpec(types: ModuleTypes, { name, doc, inputs, outputs }: ResourceTable, module: string): Spec {
    const given = types.inputs(inputs);
    const told = types.outputs({ ...inputs, ...outputs });
    return {
        description: doc,
        ...told,
        inputProperties: given.properties,
        requiredInputs: given.required ?? [],
        // So a resource that the package pulumi-azure-assignments made for a TypeScript program is taken over where it is.
        aliases: [{ type: `pulumi-nodejs:dynamic/${module}:${name}` }],
    };
}

function functionSpec(types: ModuleTypes, { doc, inputs, result }: FunctionTable): Spec {
    return {
        description: doc,
        inputs: { type: "object", ...types.inputs(inputs) },
        outputs: { type: "object", ...types.outputs(result) },
    };
}

const configuration: Spec = {
    languageKeys: {
        type: "object",
        additionalProperties: { type: "string" },
        secret: true,
        description: "Keys of Language resources, by host: what stands in for signing in there.",
    },
    deleteDeployments: {
        type: "string",
        description:
            'What unassigning may delete besides what resources allow: `"true"` for the deployments of all projects, or a JSON list of ' +
            "project names. It holds on destroy too.",
    },
    tenantId: {
        type: "string",
        description: "The tenant to sign in to. Default: as the environment says (`AZURE_TENANT_ID`, `ARM_TENANT_ID`).",
    },
    clientId: {
        type: "string",
        description:
            "The application, or user-assigned managed identity, to sign in as. Its proof comes from the environment. Default: as the " +
            "environment says (`AZURE_CLIENT_ID`, `ARM_CLIENT_ID`).",
    },
    cloud: {
        type: "string",
        description: `The cloud of resources and functions that name none: ${graphCloudNames.map((cloud) => `\`"${cloud}"\``).join(", ")}.`,
    },
};
