// Guards a preview that knows no input of ours: all come from a resource that is yet to be created.
import * as pulumi from "@pulumi/pulumi";
import type { DeviceResourceAccountBindingArgs, ProjectResourceAssignmentArgs } from "pulumi-azure-assignments";
import { DeviceResourceAccountBinding, ProjectResourceAssignment } from "../../support/frontEnd";

/** What the other resource finds out. */
interface Findings {
    email: pulumi.Unwrap<ProjectResourceAssignmentArgs>;
    room: pulumi.Unwrap<DeviceResourceAccountBindingArgs>;
}

const provider: pulumi.dynamic.ResourceProvider = {
    async create({ wanted }) {
        return { id: "findings", outs: { wanted, found: wanted } };
    },
    async update(_id, _olds, { wanted }) {
        return { outs: { wanted, found: wanted } };
    },
};

class Research extends pulumi.dynamic.Resource {
    declare readonly found: pulumi.Output<Findings>;

    constructor(name: string, wanted: Findings) {
        super(provider, name, { wanted, found: undefined });
    }
}

const { found } = new Research("research", new pulumi.Config().requireObject<Findings>("findings"));
const email = <K extends keyof Findings["email"]>(name: K) => found.apply((findings) => findings.email[name]);
const room = <K extends keyof Findings["room"]>(name: K) => found.apply((findings) => findings.room[name]);

new ProjectResourceAssignment("email", {
    endpoint: email("endpoint"),
    projectName: email("projectName"),
    projectKind: email("projectKind") as pulumi.Output<"text">,
    resources: email("resources"),
    apiVersion: email("apiVersion") as pulumi.Output<string>,
    cloud: email("cloud") as pulumi.Output<"public">,
    existing: email("existing") as pulumi.Output<"adopt">,
    timeouts: email("timeouts") as pulumi.Output<object>,
});
new DeviceResourceAccountBinding("room-1", {
    deviceId: room("deviceId"),
    userPrincipalName: room("userPrincipalName"),
    addressableUserName: room("addressableUserName") as pulumi.Output<string>,
    resourceAccountName: room("resourceAccountName") as pulumi.Output<string>,
    cloud: room("cloud") as pulumi.Output<"public">,
    graphEndpoint: room("graphEndpoint") as pulumi.Output<string>,
    existing: room("existing") as pulumi.Output<"adopt">,
    timeouts: room("timeouts") as pulumi.Output<object>,
});
