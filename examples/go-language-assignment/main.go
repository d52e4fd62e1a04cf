// Assigns an Azure AI Language resource to a conversation project.
package main

import (
	"azure-assignments.example/pulumi-azure-assignments/sdk/go/azureassignments/language"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		settings := config.New(ctx, "")
		app, err := language.NewProjectResourceAssignment(ctx, "app", &language.ProjectResourceAssignmentArgs{
			Endpoint:    pulumi.String(settings.Require("endpoint")),
			ProjectName: pulumi.String(settings.Require("projectName")),
			Resources: language.ResourceMetadataArray{
				&language.ResourceMetadataArgs{
					AzureResourceId: pulumi.String(settings.Require("azureResourceId")),
					CustomDomain:    pulumi.String(settings.Require("customDomain")),
					Region:          pulumi.String(settings.Require("region")),
				},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("assigned", app.Resources)
		return nil
	})
}
