import { isRecord } from "../core/json";
import { printableText } from "../core/text";
import { type CloudName, cloudTable } from "../validation/clouds";
import { canonicalEndpoint } from "../validation/endpoint";
import { canonicalGuid } from "../validation/ids";

/**
 * A Windows Autopilot device as Microsoft Graph tells of it; secrets such as `deviceAccountPassword` are left out. All of it
 * is bounded in length and printable: it goes into outputs and lines.
 */
export interface Device {
    /** The windowsAutopilotDeviceIdentity's id, a GUID. */
    id: string;
    serialNumber?: string;
    displayName?: string;
    /** May show the bound account, or a user who was assigned. */
    userPrincipalName?: string;
    /** May show the bound account, or a user who was assigned. */
    addressableUserName?: string;
    /** May show the bound account. */
    resourceName?: string;
    /** May show the bound account, or the one that a Surface Hub signs in with. */
    deviceAccountUpn?: string;
    enrollmentState?: string;
    managedDeviceId?: string;
    azureAdDeviceId?: string;
    groupTag?: string;
    model?: string;
    manufacturer?: string;
    lastContactedDateTime?: string;
}

const names: readonly (keyof Device)[] = [
    "id",
    "serialNumber",
    "displayName",
    "userPrincipalName",
    "addressableUserName",
    "resourceName",
    "deviceAccountUpn",
    "enrollmentState",
    "managedDeviceId",
    "azureAdDeviceId",
    "groupTag",
    "model",
    "manufacturer",
    "lastContactedDateTime",
];

/** Reads a device from an answer: plain, as clients get it, or wrapped in `value`, as the reference's example shows it. */
export function readDevice(body: unknown): Device | undefined {
    const entity = isRecord(body) && isRecord(body.value) ? body.value : body;
    if (!isRecord(entity) || typeof entity.id !== "string" || entity.id === "") {
        return undefined;
    }
    const present = names.filter((name) => typeof entity[name] === "string" && entity[name] !== "");
    return Object.fromEntries(present.map((name) => [name, printableText(String(entity[name]))])) as unknown as Device;
}

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
