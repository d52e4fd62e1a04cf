import type * as pulumi from "@pulumi/pulumi";
import type { EachInput } from "./classInputs";
import { callFunction, callWithOutputs } from "./functionServices";

/** Which device to look for. */
export interface GetAutopilotDeviceArgs {
    // fields: arguments of getAutopilotDevice
    /** The whole serial number, in its own letter case. */
    serialNumber: string;
    /** Cloud of the tenant. Default: `"public"`. */
    cloud?: "public" | "usgovernment" | "usgovernmentdod" | "china";
    /**
     * Another address of Microsoft Graph, such as a proxy. The token's scope still follows `cloud`. Default: the
     * cloud's own.
     */
    graphEndpoint?: string;
    /** How long to try, as `"90s"`. Default: `"5m"`. */
    timeout?: string;
    // end of fields
}

/** A Windows Autopilot device; what the service does not tell is undefined. */
export interface GetAutopilotDeviceResult {
    // fields: result of getAutopilotDevice
    /** Id of the windowsAutopilotDeviceIdentity: what `DeviceResourceAccountBinding` takes. */
    deviceId: string;
    /** Its serial number. */
    serialNumber: string;
    /** Its display name. */
    displayName?: string;
    /** The user principal name that it shows. */
    userPrincipalName?: string;
    /** The addressable name that it shows. */
    addressableUserName?: string;
    /** The device account that it shows. */
    deviceAccountUpn?: string;
    /** Its enrollment state. */
    enrollmentState?: string;
    /** Id of the Intune device. */
    managedDeviceId?: string;
    /** Id of the Microsoft Entra device. */
    azureAdDeviceId?: string;
    /** Its group tag. */
    groupTag?: string;
    /** Its model. */
    model?: string;
    /** Its manufacturer. */
    manufacturer?: string;
    /** When it was last in contact, ISO 8601. */
    lastContactedDateTime?: string;
    // end of fields
}

/**
 * Finds the Autopilot device with exactly this serial number. Runs in every preview and up.
 * Rejects with a `pulumi.RunError` when none or several have it, which lists those that come near, or when the service cannot be asked.
 */
export function getAutopilotDevice(args: GetAutopilotDeviceArgs): Promise<GetAutopilotDeviceResult> {
    return callFunction("getAutopilotDevice", args);
}

/** {@link getAutopilotDevice} for arguments that are outputs of other resources; what is secret is in no error. */
export function getAutopilotDeviceOutput(
    args: EachInput<GetAutopilotDeviceArgs>,
): pulumi.Output<GetAutopilotDeviceResult> {
    return callWithOutputs(args, (known, secretArgs) => callFunction("getAutopilotDevice", known, secretArgs));
}
