import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding, getAutopilotDevice } from "pulumi-azure-assignments";
import { type Room, readRooms } from "./readRooms";

const config = new pulumi.Config();
const graphEndpoint = config.get("graphEndpoint") || undefined;

/** All devices are looked up at once: 20 of them travel in one request. */
function bind({ room, serialNumber, userPrincipalName, displayName }: Room): DeviceResourceAccountBinding {
    const device = getAutopilotDevice({ serialNumber, graphEndpoint });
    return new DeviceResourceAccountBinding(room, {
        deviceId: device.then(({ deviceId }) => deviceId),
        userPrincipalName,
        addressableUserName: displayName,
        graphEndpoint,
    });
}

const bindings = readRooms(config.get("file") || "rooms.csv").map(bind);

/** How many rooms have a device. */
export const rooms = bindings.length;
