import { cloudTable } from "../auth/clouds";
import { canonicalEndpoint } from "../validation/canonicalEndpoint";
import { canonicalGuid } from "../validation/canonicalGuid";
import type { CloudName } from "../validation/cloudNames";

/** Where Microsoft Graph is: a cloud, or an address of its own with the cloud's tokens. */
export interface GraphAddress {
    /** The cloud that signs in, and whose Graph root is the default address. */
    cloud: CloudName;
    /** Another address of Microsoft Graph (a proxy, the emulator); the token's scope still follows `cloud`. */
    graphEndpoint?: string;
}

/** Where one Autopilot device is. */
export interface DeviceAddress extends GraphAddress {
    /** The windowsAutopilotDeviceIdentity's id. */
    deviceId: string;
}

/** The root that every Graph URL begins with, without a closing slash. */
export function graphRoot({ cloud, graphEndpoint }: GraphAddress): string {
    return (graphEndpoint ?? cloudTable[cloud].graphRoot).replace(/\/$/, "");
}

/** Identifies a device across spellings of its address. */
export function deviceKey(device: DeviceAddress): string {
    return `${canonicalEndpoint(graphRoot(device))} ${canonicalGuid(device.deviceId)}`;
}
