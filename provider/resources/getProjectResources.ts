import * as pulumi from "@pulumi/pulumi";
import { withServices } from "./functionServices";
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
export async function getProjectResources(args: GetProjectResourcesArgs): Promise<GetProjectResourcesResult> {
    const { listProjectResources } = await import("../lifecycle/lookups.js");
    return { resources: await withServices((services) => listProjectResources(services, args)) };
}

/** {@link getProjectResources} for arguments that are outputs of other resources. */
export function getProjectResourcesOutput(
    args: EachInput<GetProjectResourcesArgs>,
): pulumi.Output<GetProjectResourcesResult> {
    return pulumi.output(args).apply((known) => getProjectResources(known as GetProjectResourcesArgs));
}
