import type * as pulumi from "@pulumi/pulumi";
import { assignmentTable } from "../lifecycle/projectResourceAssignment/fields";
import { projectResourceAssignmentProvider } from "./providers";
import { ServiceResource } from "./serviceResource";
import type { AssignmentJob, PendingAssignment, ResourceMetadata, Timeouts } from "./types";

/** The arguments of a {@link ProjectResourceAssignment}. */
export interface ProjectResourceAssignmentArgs {
    // fields: arguments of ProjectResourceAssignment
    /**
     * Endpoint of the Language resource that holds the project, with its custom subdomain:
     * `https://contoso.cognitiveservices.azure.com`. Regional endpoints are refused, because they do not take Microsoft
     * Entra tokens. A change replaces, and deletes the old one first.
     */
    endpoint: pulumi.Input<string>;
    /**
     * Name of the project. Case-sensitive; letters, digits, `_`, `.`, `-`; 100 characters at most. It becomes part of
     * the id, so it is no secret. A change replaces.
     */
    projectName: pulumi.Input<string>;
    /**
     * Which authoring API the project belongs to. Default: `"conversations"`. A change replaces; under the same
     * `projectName` it deletes the old one first.
     */
    projectKind?: pulumi.Input<"conversations" | "text">;
    /**
     * The Language resources to assign: at least one, in any order. A change assigns what joined and unassigns what
     * left; unassigning deletes the project's deployments there.
     */
    resources: pulumi.Input<pulumi.Input<ResourceMetadataArgs>[]>;
    /**
     * Version of the authoring API. The default is the one that the product documentation uses. Default:
     * `"2022-10-01-preview"`. A change alone calls nothing.
     */
    apiVersion?: pulumi.Input<string>;
    /**
     * The cloud to sign in to. Default: by the endpoint's suffix (`.cognitiveservices.azure.us`,
     * `.services.ai.azure.us` and the like), else `"public"`. A change alone calls nothing.
     */
    cloud?: pulumi.Input<"public" | "usgovernment" | "china">;
    /**
     * What to do about resources that are assigned already: adopt them, so that destroy unassigns them; keep them,
     * which satisfies the declaration but owns nothing, so that they are never unassigned or changed; or fail. Default:
     * `"adopt"`. A change to `"adopt"` takes over what is kept.
     */
    existing?: pulumi.Input<"adopt" | "keep" | "fail">;
    /**
     * Whether unassigning a resource may delete the project's deployments on it: when it leaves `resources`, when its
     * region or domain changes, on replacement and on destroy. If not, unassigning is refused where there are any. The
     * stack's configuration `azure-assignments:deleteDeployments` and the environment variable
     * `AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS` allow it too. Default: `false`. A change alone calls nothing.
     */
    deleteDeployments?: pulumi.Input<boolean>;
    /** How long each operation may take. Default: 30m, read 5m. A change alone calls nothing. */
    timeouts?: pulumi.Input<Timeouts>;
    // end of fields
}

// fields: types of arguments of ProjectResourceAssignment
/** One Language resource to assign. */
export interface ResourceMetadataArgs {
    /**
     * ARM id of the Cognitive Services account. Letter case does not matter. A change unassigns the old resource and
     * assigns the new one.
     */
    azureResourceId: pulumi.Input<string>;
    /**
     * Its custom subdomain, `contoso-weu`, or its host, `contoso-weu.cognitiveservices.azure.com` or
     * `contoso-weu.services.ai.azure.com`. The service never returns it, so its drift cannot be seen. A change
     * unassigns the resource and assigns it again.
     */
    customDomain: pulumi.Input<string>;
    /** Its region: `westeurope`, or `West Europe`. A change unassigns the resource and assigns it again. */
    region: pulumi.Input<string>;
}
// end of fields

/**
 * Declares to which Language resources an Azure AI Language project may be deployed. Create runs the service's `:assign`
 * job and delete its `:unassign` job, followed to their end; refresh lists what is assigned.
 *
 * **Unassigning deletes all deployments of the project on that resource**, so it is refused where there are any, unless
 * `deleteDeployments` allows it.
 *
 * Two assignments may share a project as long as they declare different resources.
 *
 * @example
 * ```typescript
 * const assignment = new ProjectResourceAssignment("email-app", {
 *     endpoint: "https://contoso.cognitiveservices.azure.com",
 *     projectName: "EmailApp",
 *     resources: [{
 *         azureResourceId: "/subscriptions/…/providers/Microsoft.CognitiveServices/accounts/contoso-weu",
 *         customDomain: "contoso-weu",
 *         region: "westeurope",
 *     }],
 * });
 * ```
 */
export class ProjectResourceAssignment extends ServiceResource {
    // fields: outputs of ProjectResourceAssignment
    /**
     * Endpoint of the Language resource that holds the project, with its custom subdomain:
     * `https://contoso.cognitiveservices.azure.com`. Regional endpoints are refused, because they do not take Microsoft
     * Entra tokens.
     */
    declare readonly endpoint: pulumi.Output<string>;
    /**
     * Name of the project. Case-sensitive; letters, digits, `_`, `.`, `-`; 100 characters at most. It becomes part of
     * the id, so it is no secret.
     */
    declare readonly projectName: pulumi.Output<string>;
    /** Which authoring API the project belongs to. */
    declare readonly projectKind: pulumi.Output<"conversations" | "text">;
    /** The resources as last observed. */
    declare readonly resources: pulumi.Output<ResourceMetadata[]>;
    /** Version of the authoring API. The default is the one that the product documentation uses. */
    declare readonly apiVersion: pulumi.Output<string>;
    /** The cloud to sign in to. */
    declare readonly cloud: pulumi.Output<"public" | "usgovernment" | "china" | undefined>;
    /**
     * What to do about resources that are assigned already: adopt them, so that destroy unassigns them; keep them,
     * which satisfies the declaration but owns nothing, so that they are never unassigned or changed; or fail.
     */
    declare readonly existing: pulumi.Output<"adopt" | "keep" | "fail">;
    /**
     * Whether unassigning a resource may delete the project's deployments on it: when it leaves `resources`, when its
     * region or domain changes, on replacement and on destroy. If not, unassigning is refused where there are any. The
     * stack's configuration `azure-assignments:deleteDeployments` and the environment variable
     * `AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS` allow it too.
     */
    declare readonly deleteDeployments: pulumi.Output<boolean>;
    /** How long each operation may take. */
    declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
    /**
     * The resources that were there before and are not owned (`existing: "keep"`), as hashes: the first 16 hex digits
     * of the SHA-256 of each ARM id in lower case.
     */
    declare readonly kept: pulumi.Output<string[] | undefined>;
    /** The last assign job that served this resource; absent where none was needed. */
    declare readonly lastAssignJob: pulumi.Output<AssignmentJob | undefined>;
    /** The last unassign job that served this resource; absent where none was needed. */
    declare readonly lastUnassignJob: pulumi.Output<AssignmentJob | undefined>;
    /** Work of a failed run whose end is unknown. The next run settles it. */
    declare readonly pending: pulumi.Output<PendingAssignment | undefined>;
    // end of fields

    /**
     * @param name the resource's name in the program; errors and lines call it so.
     * @param args what is declared; refused in `check`, before anything is sent, where it cannot be right.
     * @param opts the usual options; `import` and `customTimeouts` do not work for dynamic resources (see `existing`, `timeouts`).
     */
    constructor(name: string, args: ProjectResourceAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
        super(kind, name, args, opts);
    }
}

const kind = { provider: projectResourceAssignmentProvider, module: "language", table: assignmentTable };
