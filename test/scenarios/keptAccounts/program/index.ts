// Guards that an account which was there before is left to whom it belongs (existing: "keep"), and that a device which a
// binding of another name had is taken over by the ways that the error names, and by no other.
import * as pulumi from "@pulumi/pulumi";
import type { DeviceResourceAccountBindingArgs } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding } from "../../support/frontEnd";

const config = new pulumi.Config();
const graphEndpoint = config.require("graphEndpoint");
const { name, aliases, ...room } = config.requireObject<
    Omit<DeviceResourceAccountBindingArgs, "graphEndpoint"> & { name: string; aliases?: string[] }
>("room");

new DeviceResourceAccountBinding(
    name,
    { graphEndpoint, ...room },
    { aliases: aliases?.map((alias) => ({ name: alias })) },
);
