import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment } from "pulumi-azure-assignments";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const projectName = config.require("projectName");
const accounts = config.require("accounts");

/** One assignment a region: each succeeds, fails, is protected and goes by itself. */
function assign([region, account]: [region: string, account: string]): ProjectResourceAssignment {
    return new ProjectResourceAssignment(`${projectName}-${region}`, {
        endpoint,
        projectName,
        resources: [{ azureResourceId: `${accounts}/${account}`, customDomain: account, region }],
    });
}

const assignments = Object.entries(config.requireObject<Record<string, string>>("regions")).map(assign);

/** Where the project may be deployed to. */
export const regions = assignments.map(({ resources }) => resources.apply(([first]) => first?.region));
