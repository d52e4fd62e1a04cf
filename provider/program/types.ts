/*
 * The types of objects among inputs, outputs and results, as npm run reference writes them from the tables of fields.
 */

// fields: types

/** A Language resource as the service lists it, in its own spelling; it never returns the custom domain. */
export interface AssignedResource {
    /** ARM id of the Cognitive Services account. */
    azureResourceId: string;
    /** Its region. */
    region: string;
}

/** A job of the service, as it last was. */
export interface AssignmentJob {
    /** The job's id at the service. */
    jobId: string;
    /** Its last status, `succeeded` for example. */
    status: string;
    /** When the service created it, ISO 8601. */
    createdDateTime?: string;
    /** When its status last changed, ISO 8601. */
    lastUpdatedDateTime?: string;
}

/** A resource account that was unbound to make room for another. */
export interface DisplacedAccount {
    /** Its user principal name. */
    userPrincipalName: string;
    /** Its addressable name. */
    addressableUserName?: string;
    /** Its name. */
    resourceAccountName?: string;
}

/** Work that was sent and whose end is unknown. */
export interface PendingAssignment {
    /** What the job does. */
    verb: "assign" | "unassign";
    /** The job's id, if the service's answer arrived. */
    jobId?: string;
    /** ARM ids that the job may still change. Left out where `resources` is secret: it then means all of them. */
    members?: string[];
    /** When it was sent, ISO 8601. */
    since: string;
}

/** A request that was sent and whose effect is unknown. */
export interface PendingBinding {
    /** What the request does. */
    verb: "assign" | "unassign";
    /** When it was sent, ISO 8601. */
    since: string;
    /**
     * The resource's own account that was unbound for the one in the state, to be bound again where that one is
     * refused.
     */
    displaced?: DisplacedAccount;
}

/** One Language resource to assign. */
export interface ResourceMetadata {
    /** ARM id of the Cognitive Services account. Letter case does not matter. */
    azureResourceId: string;
    /**
     * Its custom subdomain, `contoso-weu`, or its host, `contoso-weu.cognitiveservices.azure.com` or
     * `contoso-weu.services.ai.azure.com`. The service never returns it, so its drift cannot be seen.
     */
    customDomain: string;
    /** Its region: `westeurope`, or `West Europe`. */
    region: string;
}

/** How long each operation may take, as Pulumi writes durations. */
export interface Timeouts {
    /**
     * How long a create may take, as `"30m"` or `"1h30m"`; a day is the most. Default: `"30m"`. A change alone calls
     * nothing.
     */
    create?: string;
    /**
     * How long an update may take, as `"30m"` or `"1h30m"`; a day is the most. Default: `"30m"`. A change alone calls
     * nothing.
     */
    update?: string;
    /**
     * How long a delete may take, as `"30m"` or `"1h30m"`; a day is the most. Default: `"30m"`. A change alone calls
     * nothing.
     */
    delete?: string;
    /**
     * How long a refresh may take, as `"30m"` or `"1h30m"`; a day is the most. Default: `"5m"`. A change alone calls
     * nothing.
     */
    read?: string;
}
// end of fields
