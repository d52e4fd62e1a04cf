import type * as pulumi from "@pulumi/pulumi";
import { callFunction, callWithOutputs } from "./functionServices";
import type { AssignedResource, EachInput } from "./types";

/** Which project to look at. */
export interface GetProjectResourcesArgs {
    /** Endpoint of the Language resource that holds the project, with its custom subdomain. */
    endpoint: string;
    /** Name of the project, case-sensitive. */
    projectName: string;
    /** Default: `"conversations"`. */
    projectKind?: "conversations" | "text";
    /** Default: `"2022-10-01-preview"`. */
    apiVersion?: string;
    /** Default: by the endpoint's suffix, else public. */
    cloud?: "public" | "usgovernment" | "china";
    /** How long to try, as `"90s"`. Default: 5m. */
    timeout?: string;
}

/** What a project is assigned. */
export interface GetProjectResourcesResult {
    /** The assigned resources, as the service spells them. */
    resources: AssignedResource[];
}

/**
 * Lists the Language resources that are assigned to a project: to look before adopting. Runs in every preview and up.
 * Rejects with a `pulumi.RunError` when an argument is bad, the project does not exist, or the service cannot be asked.
 */
export function getProjectResources(args: GetProjectResourcesArgs): Promise<GetProjectResourcesResult> {
    return list(args, []);
}

/** {@link getProjectResources} for arguments that are outputs of other resources; what is secret is in no error. */
export function getProjectResourcesOutput(
    args: EachInput<GetProjectResourcesArgs>,
): pulumi.Output<GetProjectResourcesResult> {
    return callWithOutputs(args, list);
}

function list(args: GetProjectResourcesArgs, secretArgs: readonly string[]): Promise<GetProjectResourcesResult> {
    return callFunction(args, secretArgs, async (services, marked) => {
        const { listProjectResources } = await import("../lifecycle/functions/lookUps.js");
        return { resources: await listProjectResources(services, marked) };
    });
}
