module go-language-assignment

go 1.25.0

require (
	azure-assignments.example/pulumi-azure-assignments/sdk/go/azureassignments v0.0.0
	github.com/pulumi/pulumi/sdk/v3 v3.250.0
)

replace azure-assignments.example/pulumi-azure-assignments/sdk/go/azureassignments => ./sdk/go
