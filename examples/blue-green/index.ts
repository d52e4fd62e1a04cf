import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment, type ResourceMetadata } from "pulumi-azure-assignments";

const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const projectName = config.require("projectName");
const sets = config.requireObject<Record<string, ResourceMetadata[]>>("sets");
const live = config.get("live") || undefined;
const standby = config.get("standby") || undefined;

if (live !== undefined && live === standby) {
    throw new pulumi.RunError(`The set "${live}" cannot be both live and standby.`);
}

function resourcesOf(name: string): ResourceMetadata[] {
    const resources = sets[name];
    if (resources === undefined) {
        throw new pulumi.RunError(`There is no set "${name}"; the sets are ${Object.keys(sets).join(", ")}.`);
    }
    return resources;
}

/** The name of a set stays its resource's name, whether it serves or not, so that a switch is no replacement. */
function assign(name: string, isLive: boolean): void {
    new ProjectResourceAssignment(
        name,
        { endpoint, projectName, resources: resourcesOf(name), deleteDeployments: !isLive },
        { protect: isLive },
    );
}

if (live !== undefined) {
    assign(live, true);
}
if (standby !== undefined) {
    assign(standby, false);
}

/** Whom callers are to ask. */
export const serving = live === undefined ? [] : resourcesOf(live).map(({ customDomain }) => customDomain);
