import type * as pulumi from "@pulumi/pulumi";
import type { EachInput } from "./classInputs";
import { callFunction, callWithOutputs } from "./functionServices";
import type { AssignedResource } from "./types";

/** Which project to look at. */
export interface GetProjectResourcesArgs {
    // fields: arguments of getProjectResources
    /**
     * Endpoint of the Language resource that holds the project, with its custom subdomain:
     * `https://contoso.cognitiveservices.azure.com`. Regional endpoints are refused, because they do not take Microsoft
     * Entra tokens.
     */
    endpoint: string;
    /**
     * Name of the project. Case-sensitive; letters, digits, `_`, `.`, `-`; 100 characters at most. It becomes part of
     * the id, so it is no secret.
     */
    projectName: string;
    /** Which authoring API the project belongs to. Default: `"conversations"`. */
    projectKind?: "conversations" | "text";
    /**
     * Version of the authoring API. The default is the one that the product documentation uses. Default:
     * `"2022-10-01-preview"`.
     */
    apiVersion?: string;
    /**
     * The cloud to sign in to. Default: by the endpoint's suffix (`.cognitiveservices.azure.us`,
     * `.services.ai.azure.us` and the like), else `"public"`.
     */
    cloud?: "public" | "usgovernment" | "china";
    /** How long to try, as `"90s"`. Default: `"5m"`. */
    timeout?: string;
    // end of fields
}

/** What a project is assigned. */
export interface GetProjectResourcesResult {
    // fields: result of getProjectResources
    /** What is assigned, as the service spells it. */
    resources: AssignedResource[];
    // end of fields
}

/**
 * Lists the Language resources that are assigned to a project: to look before adopting. Runs in every preview and up.
 * Rejects with a `pulumi.RunError` when an argument is bad, the project does not exist, or the service cannot be asked.
 */
export function getProjectResources(args: GetProjectResourcesArgs): Promise<GetProjectResourcesResult> {
    return callFunction("getProjectResources", args);
}

/** {@link getProjectResources} for arguments that are outputs of other resources; what is secret is in no error. */
export function getProjectResourcesOutput(
    args: EachInput<GetProjectResourcesArgs>,
): pulumi.Output<GetProjectResourcesResult> {
    return callWithOutputs(args, (known, secretArgs) => callFunction("getProjectResources", known, secretArgs));
}
