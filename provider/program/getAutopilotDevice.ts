import type * as pulumi from "@pulumi/pulumi";
import { callFunction, callWithOutputs } from "./functionServices";
import type { EachInput } from "./types";

/** Which device to look for. */
export interface GetAutopilotDeviceArgs {
    /** The whole serial number, in its own letter case. */
    serialNumber: string;
    /** Cloud of the tenant. Default: `"public"`. */
    cloud?: "public" | "usgovernment" | "usgovernmentdod" | "china";
    /** Another address of Microsoft Graph. Default: the cloud's own. */
    graphEndpoint?: string;
    /** How long to try, as `"90s"`. Default: 5m. */
    timeout?: string;
}

/** A Windows Autopilot device; what the service does not tell is undefined. */
export interface GetAutopilotDeviceResult {
    /** Id of the windowsAutopilotDeviceIdentity: what `DeviceResourceAccountBinding` takes. */
    deviceId: string;
    serialNumber: string;
    displayName?: string;
    userPrincipalName?: string;
    addressableUserName?: string;
    deviceAccountUpn?: string;
    enrollmentState?: string;
    managedDeviceId?: string;
    azureAdDeviceId?: string;
    groupTag?: string;
    model?: string;
    manufacturer?: string;
    /** ISO 8601. */
    lastContactedDateTime?: string;
}

/**
 * Finds the Autopilot device with exactly this serial number. Runs in every preview and up.
 * Rejects with a `pulumi.RunError` when none or several have it, which lists those that come near, or when the service cannot be asked.
 */
export function getAutopilotDevice(args: GetAutopilotDeviceArgs): Promise<GetAutopilotDeviceResult> {
    return find(args, []);
}

/** {@link getAutopilotDevice} for arguments that are outputs of other resources; what is secret is in no error. */
export function getAutopilotDeviceOutput(
    args: EachInput<GetAutopilotDeviceArgs>,
): pulumi.Output<GetAutopilotDeviceResult> {
    return callWithOutputs(args, find);
}

function find(args: GetAutopilotDeviceArgs, secretArgs: readonly string[]): Promise<GetAutopilotDeviceResult> {
    return callFunction(args, secretArgs, async (services, marked) => {
        const { findDevice } = await import("../lifecycle/functions/lookUps.js");
        const { id, resourceName, ...device } = await findDevice(services, marked);
        return { deviceId: id, ...device, serialNumber: args.serialNumber };
    });
}
