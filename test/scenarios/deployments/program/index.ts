// Guards what unassigning would destroy: deployments go only where the program, or the stack's configuration, lets them, and a
// preview says by name which ones. The plan says what is declared, and under which name it was before.
import * as pulumi from "@pulumi/pulumi";
import type { ProjectResourceAssignmentArgs } from "pulumi-azure-assignments";
import { ProjectResourceAssignment } from "../../support/frontEnd";

type Planned = Pick<ProjectResourceAssignmentArgs, "resources"> &
    Partial<ProjectResourceAssignmentArgs> & { name: string; formerly?: string };

const config = new pulumi.Config();

for (const { name, formerly, ...args } of config.requireObject<Planned[]>("plan")) {
    new ProjectResourceAssignment(
        name,
        { endpoint: config.require("endpoint"), projectName: "EmailApp", ...args },
        { aliases: formerly === undefined ? [] : [{ name: formerly }] },
    );
}
