import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment } from "pulumi-azure-assignments";

const config = new pulumi.Config();

const assignment = new ProjectResourceAssignment(
    "project",
    {
        endpoint: config.require("endpoint"),
        projectName: config.require("projectName"),
        resources: [
            {
                azureResourceId: config.require("azureResourceId"),
                customDomain: config.require("customDomain"),
                region: config.require("region"),
            },
        ],
    },
    { protect: config.getBoolean("protect") ?? true },
);

/** Where the project may be deployed to. */
export const regions = assignment.resources.apply((resources) => resources.map(({ region }) => region));
