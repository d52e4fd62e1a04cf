import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding, getAutopilotDevice } from "pulumi-azure-assignments";

/** One entry of the configuration value `rooms`. */
interface Room {
    /** The resource's name in the stack. */
    name: string;
    /** Of the device in the room. */
    serialNumber: string;
    /** The account of the room. */
    userPrincipalName: string;
    /** What the device calls the room. */
    displayName: string;
}

const config = new pulumi.Config();
const graphEndpoint = config.get("graphEndpoint") || undefined;

function bind({ name, serialNumber, userPrincipalName, displayName }: Room): DeviceResourceAccountBinding {
    const device = pulumi.output(getAutopilotDevice({ serialNumber, graphEndpoint }));
    return new DeviceResourceAccountBinding(name, {
        deviceId: device.deviceId,
        userPrincipalName,
        addressableUserName: displayName,
        graphEndpoint,
    });
}

const bindings = config.requireObject<Room[]>("rooms").map(bind);

/** Which account is assigned to each device. */
export const accounts = bindings.map(
    ({ serialNumber, userPrincipalName }) => pulumi.interpolate`${serialNumber}: ${userPrincipalName}`,
);
