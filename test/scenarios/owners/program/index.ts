// Guards who owns what: several assignments share a project, and members move between them, in the order of the plan.
import * as pulumi from "@pulumi/pulumi";
import type { ProjectResourceAssignmentArgs } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const plan = config.requireObject<Planned[]>("plan");

interface Planned extends Omit<ProjectResourceAssignmentArgs, "endpoint" | "projectName"> {
    name: string;
    projectName?: string;
    options?: pulumi.CustomResourceOptions;
}

for (const { name, projectName = "EmailApp", options, ...args } of plan) {
    new ProjectResourceAssignment(name, { endpoint, projectName, ...args }, options);
}
