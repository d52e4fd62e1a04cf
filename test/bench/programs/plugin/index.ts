import * as pulumi from "@pulumi/pulumi";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../../engine/pluginClasses";
import { bindingOf, memberOf, project } from "../../support/names";

// The same assignments, or bindings, as the package's programs declare, through the plugin: nothing of the package is loaded.
const config = new pulumi.Config();
const endpoint = config.require("endpoint");
const isBinding = config.require("shape") === "bindings";

for (let index = 0; index < config.requireNumber("count"); index++) {
    if (isBinding) {
        new DeviceResourceAccountBinding(`binding-${index}`, { graphEndpoint: endpoint, ...bindingOf(index) });
    } else {
        new ProjectResourceAssignment(`assignment-${index}`, {
            endpoint,
            projectName: project.name,
            resources: [memberOf(index)],
        });
    }
}
