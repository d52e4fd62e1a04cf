import type * as pulumi from "@pulumi/pulumi";
import { projectResourceAssignmentProvider } from "./providers";
import { type OwnNames, ServiceResource } from "./serviceResource";
import type { AssignmentJob, PendingAssignment, ResourceMetadata, Timeouts } from "./types";

/** The arguments of a {@link ProjectResourceAssignment}. */
export interface ProjectResourceAssignmentArgs {
    /**
     * Endpoint of the Language resource that holds the project, with its custom subdomain:
     * `https://contoso.cognitiveservices.azure.com`. Regional endpoints refuse Microsoft Entra tokens. Replaces (deletes first).
     */
    endpoint: pulumi.Input<string>;
    /** Name of the project, case-sensitive; letters, digits, `_`, `.`, `-`. Becomes part of the id, so it is no secret. Replaces. */
    projectName: pulumi.Input<string>;
    /** Which authoring API the project belongs to: `"conversations"` (default) or `"text"`. Replaces. */
    projectKind?: pulumi.Input<"conversations" | "text">;
    /**
     * The Language resources that the project may be deployed to, at least one; order has no meaning. Taking one out
     * unassigns it, and that deletes the project's deployments on it; changing its region or domain does so too. Where there are
     * any, that is refused unless `deleteDeployments` allows it.
     */
    resources: pulumi.Input<pulumi.Input<ResourceMetadataArgs>[]>;
    /**
     * Version of the authoring API, `"2022-10-01-preview"` by default, the one that the product documentation uses.
     * A change alone calls nothing.
     */
    apiVersion?: pulumi.Input<string>;
    /**
     * The cloud that signs in: `"public"`, `"usgovernment"` or `"china"`. Default: by the endpoint's suffix, else public.
     * A change alone calls nothing.
     */
    cloud?: pulumi.Input<"public" | "usgovernment" | "china">;
    /**
     * What create does about resources that are assigned already: `"adopt"` them (default; destroy then unassigns them), `"keep"` them, or
     * `"fail"`. What is kept satisfies the declaration but is not owned: it is never unassigned or changed, and another region than
     * the one declared is an error. A change to `"adopt"` takes over what is kept.
     */
    existing?: pulumi.Input<"adopt" | "keep" | "fail">;
    /**
     * Whether the project's deployments on a resource may be deleted with its assignment: when it leaves `resources`, when its region or
     * domain changes, on replacement and on destroy. `false` (default) refuses to unassign a resource that has any. The stack's
     * configuration `azure-assignments:deleteDeployments` (`true`, or a JSON list of project names) and the environment variable
     * `AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS` (the same) allow it too. A change alone calls nothing.
     */
    deleteDeployments?: pulumi.Input<boolean>;
    /** How long each verb may take, as `"30m"` or `"1h30m"`. Default: 30m for create, update and delete, 5m for read. */
    timeouts?: pulumi.Input<Timeouts>;
}

/** One Language resource to assign. */
export interface ResourceMetadataArgs {
    /** ARM id of the Cognitive Services account; letter case has no meaning. */
    azureResourceId: pulumi.Input<string>;
    /** Its custom subdomain, `contoso`, or host, `contoso.cognitiveservices.azure.com`. The service never returns it, so its drift cannot be seen. */
    customDomain: pulumi.Input<string>;
    /** Its region: `westeurope`, or `West Europe`. */
    region: pulumi.Input<string>;
}

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
    declare readonly endpoint: pulumi.Output<string>;
    declare readonly projectName: pulumi.Output<string>;
    declare readonly projectKind: pulumi.Output<"conversations" | "text">;
    /** The resources as last observed. */
    declare readonly resources: pulumi.Output<ResourceMetadata[]>;
    declare readonly apiVersion: pulumi.Output<string>;
    declare readonly cloud: pulumi.Output<"public" | "usgovernment" | "china" | undefined>;
    declare readonly existing: pulumi.Output<"adopt" | "keep" | "fail">;
    declare readonly deleteDeployments: pulumi.Output<boolean>;
    declare readonly timeouts: pulumi.Output<Timeouts | undefined>;
    /** The last assign job that served this resource; undefined when everything was there already. */
    declare readonly lastAssignJob: pulumi.Output<AssignmentJob | undefined>;
    /** The last unassign job that served this resource. */
    declare readonly lastUnassignJob: pulumi.Output<AssignmentJob | undefined>;
    /** Hashes of the resources that were there before and are not owned (`existing: "keep"`): of their ARM ids in lower case. */
    declare readonly kept: pulumi.Output<string[] | undefined>;
    /** Work whose end is unknown, after a failed run; the next one settles it. */
    declare readonly pending: pulumi.Output<PendingAssignment | undefined>;

    /**
     * @param name the resource's name in the program; errors and lines call it so.
     * @param args what is declared; refused in `check`, before anything is sent, where it cannot be right.
     * @param opts the usual options; `import` and `customTimeouts` do not work for dynamic resources (see `existing`, `timeouts`).
     */
    constructor(name: string, args: ProjectResourceAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
        super(kind, name, properties, args, opts);
    }
}

const kind = { provider: projectResourceAssignmentProvider, module: "language", type: "ProjectResourceAssignment" };

const properties: Record<OwnNames<ProjectResourceAssignment>, undefined> = {
    endpoint: undefined,
    projectName: undefined,
    projectKind: undefined,
    resources: undefined,
    apiVersion: undefined,
    cloud: undefined,
    existing: undefined,
    deleteDeployments: undefined,
    timeouts: undefined,
    lastAssignJob: undefined,
    lastUnassignJob: undefined,
    kept: undefined,
    pending: undefined,
};
