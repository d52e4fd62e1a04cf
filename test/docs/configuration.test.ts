import { expect } from "chai";
import { textOf } from "./support/markdown";
import { providerSource } from "./support/sources";

const source = providerSource();
/** Variables of a platform that switch nothing of ours, and of Pulumi's own; a constant of the code. */
const notSettings = new Set(["ARM_VARIABLE"]);

describe("docs/configuration.md", () => {
    const text = textOf("docs/configuration.md");

    it("names every environment variable that the provider reads", () => {
        const read = new Set(source.match(/\b(AZURE|ARM|AZURESUBSCRIPTION|SYSTEM|IDENTITY|ACTIONS)_[A-Z_]+\b/g));
        expect(read).to.include("AZURE_CLIENT_SECRET").and.to.include("AZURE_ASSIGNMENTS_DELETE_DEPLOYMENTS");
        const missing = [...read].filter((name) => !notSettings.has(name) && !text.includes(`\`${name}\``));
        expect(missing).to.deep.equal([]);
    });

    it("names no environment variable that nobody reads", () => {
        const elsewhere = ["AZURE_LOG_LEVEL", "NO_PROXY", "IDENTITY_ENDPOINT", "IDENTITY_HEADER"];
        const named = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name = ""]) => name);
        expect(named.filter((name) => !source.includes(name) && !elsewhere.includes(name))).to.deep.equal([]);
    });

    it("names every key of the stack's configuration, and no other", () => {
        const named = new Set([...text.matchAll(/^\| `(azure-assignments:\w+)`/gm)].map(([, name = ""]) => name));
        expect(named).to.deep.equal(new Set(source.match(/\bazure-assignments:\w+/g)));
    });
});

describe("docs/sign-in.md", () => {
    const text = textOf("docs/sign-in.md");

    it("names every variable by which one signs in", () => {
        const ways = source.match(
            /\b(AZURE|ARM)_(CLIENT|TENANT|USERNAME|PASSWORD|FEDERATED|TOKEN|AUTHORITY|USE|OIDC|LANGUAGE)[A-Z_]*\b/g,
        );
        const read = new Set(ways);
        expect(read.size).to.be.at.least(20);
        expect([...read].filter((name) => !text.includes(`\`${name}`))).to.deep.equal([]);
    });
});
