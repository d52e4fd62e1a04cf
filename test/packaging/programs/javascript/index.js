const pulumi = require("@pulumi/pulumi");
const { DeviceResourceAccountBinding, ProjectResourceAssignment } = require("pulumi-azure-assignments");

const config = new pulumi.Config();
const url = config.require("url");

const assignment = new ProjectResourceAssignment("assignment", {
    endpoint: url,
    projectName: "EmailApp",
    resources: config.requireObject("resources"),
});

new DeviceResourceAccountBinding(
    "room",
    { deviceId: config.require("deviceId"), userPrincipalName: "room12@contoso.com", graphEndpoint: url },
    { dependsOn: [assignment] },
);

exports.job = assignment.lastAssignJob.apply((job) => job?.status);
