import { Timeline } from "../timeline.js";

/** A resource account as it is bound to a device. */
export interface ResourceAccount {
    readonly userPrincipalName: string;
    readonly addressableUserName?: string;
    readonly resourceAccountName?: string;
}

/** A user that `assignUserToDevice` would have bound. */
export interface UserBinding {
    readonly userPrincipalName: string;
    readonly addressableUserName?: string;
}

/** A Windows Autopilot device. */
export interface Device {
    readonly id: string;
    /** The Graph properties that were seeded. */
    readonly properties: Readonly<Record<string, string | null>>;
    /** Undefined where none was seeded. */
    readonly userBinding: UserBinding | null | undefined;
    /** What is truly bound, whether or not it shows. */
    readonly account: Timeline<ResourceAccount | null>;
}

/** What Graph shows of a device where nothing was seeded; also the names of all properties that can be. */
export const deviceDefaults: Readonly<Record<string, string | null>> = {
    deploymentProfileAssignmentStatus: "notAssigned",
    deploymentProfileAssignmentDetailedStatus: "none",
    deploymentProfileAssignedDateTime: "0001-01-01T00:00:00Z",
    groupTag: "",
    purchaseOrderIdentifier: "",
    serialNumber: "",
    productKey: "",
    manufacturer: "",
    model: "",
    enrollmentState: "notContacted",
    lastContactedDateTime: "0001-01-01T00:00:00Z",
    addressableUserName: "",
    userPrincipalName: "",
    resourceName: "",
    skuNumber: "",
    systemFamily: "",
    azureActiveDirectoryDeviceId: "00000000-0000-0000-0000-000000000000",
    azureAdDeviceId: "00000000-0000-0000-0000-000000000000",
    managedDeviceId: "00000000-0000-0000-0000-000000000000",
    displayName: "",
    deviceAccountUpn: "",
    deviceAccountPassword: "",
    deviceFriendlyName: "",
    remediationState: "unknown",
    remediationStateLastModifiedDateTime: "0001-01-01T00:00:00Z",
    userlessEnrollmentStatus: "unknown",
};

/** Makes a device whose seeded account counts as bound since ever. */
export function makeDevice(
    id: string,
    properties: Device["properties"],
    account: ResourceAccount | null,
    userBinding: Device["userBinding"],
): Device {
    return { id, properties, userBinding, account: new Timeline(account) };
}
