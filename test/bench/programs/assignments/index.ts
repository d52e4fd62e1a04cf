import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment } from "pulumi-azure-assignments";
import { memberOf, project } from "../../support/names";

// Many assignments of one member each, all on one project: the stack that a job each would throttle.
const config = new pulumi.Config();
const endpoint = config.require("endpoint");

for (let index = 0; index < config.requireNumber("count"); index++) {
    new ProjectResourceAssignment(`assignment-${index}`, {
        endpoint,
        projectName: project.name,
        resources: [memberOf(index)],
    });
}
