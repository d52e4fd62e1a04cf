import { page } from "./page";

const commands = `
    az login
    pulumi stack init dev
    pulumi config set endpoint https://contoso.cognitiveservices.azure.com
    pulumi config set projectName EmailApp
    pulumi config set --path 'resources[0].azureResourceId' /subscriptions/.../accounts/contoso-weu
    pulumi config set --path 'resources[0].customDomain' contoso-weu
    pulumi config set --path 'resources[0].region' westeurope
    pulumi preview
    pulumi up
`;

/** Says how to go on with Azure. */
export function farewell(durationInMs: number): void {
    page.heading(`Done in ${Math.round(durationInMs / 1000)} s. How to go on with Azure`);
    page.say(
        "The same program, examples/quickstart, is the Pulumi project in the root of this repository. With the Pulumi CLI " +
            "(https://www.pulumi.com/docs/install) and an identity that may (README.md, Roles and permissions), this does it for real:",
    );
    console.log(commands);
    page.say(
        "README.md tells the rest: signing in, devices, every input, and how to test a stack of your own like this.",
    );
}
