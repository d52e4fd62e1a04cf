// Guards that refresh tells what became of bound devices outside: bound to another account, unbound, or gone.
import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding } from "../../support/frontEnd";

const config = new pulumi.Config();
const graphEndpoint = config.require("graphEndpoint");
const rooms = config.requireObject<Record<string, { deviceId: string; userPrincipalName: string }>>("rooms");

for (const [name, room] of Object.entries(rooms)) {
    new DeviceResourceAccountBinding(name, { graphEndpoint, ...room });
}
