// Guards that spelling is no change: letter case, order, "West Europe" for westeurope, the full host for a subdomain, an
// endpoint's closing slash.
import * as pulumi from "@pulumi/pulumi";
import type { DeviceResourceAccountBindingArgs, ProjectResourceAssignmentArgs } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();

new ProjectResourceAssignment("email", config.requireObject<ProjectResourceAssignmentArgs>("email"));
new DeviceResourceAccountBinding("room-1", config.requireObject<DeviceResourceAccountBindingArgs>("room"));
