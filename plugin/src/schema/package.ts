import type { Spec } from "./types";

/** Who publishes the package, and where; in `plugin/package.json`. */
export interface Publication {
    version: string;
    publisher: string;
    /** Where the source is: `https://github.com/...`. */
    repository: string;
    /** Where the engine finds the plugin's tarballs: `github://api.github.com/...`. */
    pluginDownloadURL: string;
}

/** What a schema says of the package as a whole, and what each language is to call it. */
export function packageSpec({ version, publisher, repository, pluginDownloadURL }: Publication): Spec {
    return {
        name: "azure-assignments",
        displayName: "Azure Assignments",
        version,
        publisher,
        description:
            "Azure actions that no ARM provider manages: which Azure AI Language resources a project may be deployed to, and which resource " +
            "account is assigned to a Windows Autopilot device.",
        keywords: ["pulumi", "azure", "azure-ai-language", "microsoft-graph", "autopilot", "category/cloud"],
        homepage: repository,
        repository,
        license: "Apache-2.0",
        attribution: "Not affiliated with Microsoft.",
        pluginDownloadURL,
        meta: { moduleFormat: "(.*)" },
        language: {
            // The name pulumi-azure-assignments is taken by the package of dynamic resources.
            nodejs: { packageName: "pulumi-azure-assignments-sdk", respectSchemaVersion: true },
            python: {
                packageName: "pulumi_azure_assignments",
                respectSchemaVersion: true,
                pyproject: { enabled: true },
            },
            go: {
                importBasePath: `${repository.replace(/^https:\/\//, "")}/sdk/go/azureassignments`,
                rootPackageName: "azureassignments",
                respectSchemaVersion: true,
                generateResourceContainerTypes: true,
            },
            csharp: {
                rootNamespace: "AzureAssignments",
                namespaces: { "azure-assignments": "Sdk" },
                respectSchemaVersion: true,
            },
            java: { basePackage: "azureassignments", buildFiles: "gradle" },
        },
    };
}
