import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding } from "pulumi-azure-assignments";
import { bindingOf } from "../../support/names";

// Many devices, each with an account of its own.
const config = new pulumi.Config();
const graphEndpoint = config.require("endpoint");

for (let index = 0; index < config.requireNumber("count"); index++) {
    new DeviceResourceAccountBinding(`binding-${index}`, { graphEndpoint, ...bindingOf(index) });
}
