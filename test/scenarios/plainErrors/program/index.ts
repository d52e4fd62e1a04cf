// Guards that what a program does wrong is told in a sentence, without a stack: options that Pulumi does not pass on to
// dynamic resources, and a serial number that no device has.
import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding, getAutopilotDevice } from "../../support/frontEnd";

const config = new pulumi.Config();
const graphEndpoint = config.require("graphEndpoint");
const opts = config.getObject<pulumi.CustomResourceOptions>("opts");
const serialNumber = config.require("serialNumber");

const device = getAutopilotDevice({ serialNumber, graphEndpoint });

new DeviceResourceAccountBinding(
    "room-1",
    { deviceId: device.then(({ deviceId }) => deviceId), userPrincipalName: "room1@contoso.com", graphEndpoint },
    opts,
);
