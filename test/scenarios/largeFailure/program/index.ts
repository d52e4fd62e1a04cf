// Guards that a run that fails with a large resource, which travels in a header of gRPC, leaves all of it in the state.
import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { ProjectResourceAssignment } from "../../support/frontEnd";

const config = new pulumi.Config();
const extra = config.requireObject<string[]>("extra");
/** As a naming convention makes them unique. */
const names = Array.from({ length: config.requireNumber("count") }, (_, index) => {
    const hash = createHash("sha256").update(String(index)).digest("hex");
    return `lang-production-${hash.slice(0, 8)}`;
});
const group = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-language-production-westeurope";

new ProjectResourceAssignment("email", {
    endpoint: config.require("endpoint"),
    projectName: "EmailApp",
    resources: [...names, ...extra].map((name) => ({
        azureResourceId: `${group}/providers/Microsoft.CognitiveServices/accounts/${name}`,
        customDomain: name.toLowerCase(),
        region: "westeurope",
    })),
});
