// Guards that a change of an account that Graph refuses leaves the device with the account that it had.
import * as pulumi from "@pulumi/pulumi";
import type { DeviceResourceAccountBindingArgs } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding } from "../../support/frontEnd";

const config = new pulumi.Config();
const graphEndpoint = config.require("graphEndpoint");
const rooms = config.requireObject<Record<string, Omit<DeviceResourceAccountBindingArgs, "graphEndpoint">>>("rooms");
const account = config.getSecret("account");

for (const [name, room] of Object.entries(rooms)) {
    const secret = name === "secret-room" && account ? { userPrincipalName: account } : {};
    new DeviceResourceAccountBinding(name, { graphEndpoint, ...room, ...secret });
}
