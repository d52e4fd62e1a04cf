import type { FrontEnd } from "./frontEnd";
import { page } from "./page";

/** What one does for real: where, in which configuration, and where to read on. */
interface Way {
    program: string;
    commands: string;
    more: string;
}

const ways: Readonly<Record<FrontEnd, Way>> = {
    dynamic: {
        program: "The same program, examples/quickstart, is the Pulumi project in the root of this repository.",
        commands: `
    az login
    pulumi stack init dev
    pulumi config set endpoint https://contoso.cognitiveservices.azure.com
    pulumi config set projectName EmailApp
    pulumi config set --path 'resources[0].azureResourceId' /subscriptions/.../accounts/contoso-weu
    pulumi config set --path 'resources[0].customDomain' contoso-weu
    pulumi config set --path 'resources[0].region' westeurope
    pulumi preview
    pulumi up
`,
        more: "README.md tells the rest: signing in, devices, every input, and how to test a stack of your own like this.",
    },
    plugin: {
        program: "The plugin serves every Pulumi language; examples/yaml-language-assignment is a program in YAML.",
        commands: `
    az login
    cd examples/yaml-language-assignment
    pulumi stack init dev
    pulumi config set endpoint https://contoso.cognitiveservices.azure.com
    pulumi config set projectName EmailApp
    pulumi config set azureResourceId /subscriptions/.../accounts/contoso-weu
    pulumi config set customDomain contoso-weu
    pulumi config set region westeurope
    pulumi preview
    pulumi up
`,
        more: "docs/every-language.md tells the rest: other languages, import, and how to take a stack over.",
    },
};

/** Says how to go on with Azure. */
export function farewell(frontEnd: FrontEnd, durationInMs: number): void {
    const { program, commands, more } = ways[frontEnd];
    page.heading(`Done in ${Math.round(durationInMs / 1000)} s. How to go on with Azure`);
    page.say(
        `${program} With the Pulumi CLI (https://www.pulumi.com/docs/install) and an identity that may (docs/permissions.md), this does it for real:`,
    );
    console.log(commands);
    page.say(more);
}
