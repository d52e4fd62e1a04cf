"""Assigns an Azure AI Language resource to a conversation project."""

import pulumi
from pulumi_azure_assignments import language

config = pulumi.Config()

app = language.ProjectResourceAssignment(
    "app",
    endpoint=config.require("endpoint"),
    project_name=config.require("projectName"),
    resources=[
        language.ResourceMetadataArgs(
            azure_resource_id=config.require("azureResourceId"),
            custom_domain=config.require("customDomain"),
            region=config.require("region"),
        )
    ],
)

pulumi.export("assigned", app.resources)
