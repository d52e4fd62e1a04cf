import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { goldenTexts } from "./support/goldenTexts";
import { providers, providerText, type ResourceName } from "./support/providerTexts";

const names = Object.keys(providers) as ResourceName[];

describe("the text in every resource's state", function () {
    // Pulumi's serializer loads TypeScript.
    this.timeout(60_000);

    for (const name of names) {
        it(`of a ${name} is what a version stored before: a new one needs a new golden file`, async () => {
            const stored = goldenTexts().filter(({ resource }) => resource === name);
            expect(await providerText(name)).to.equal(stored.at(-1)?.text);
        });

        it(`of a ${name} is short`, async () => {
            expect(Buffer.byteLength(await providerText(name))).to.be.at.most(700);
        });

        it(`of a ${name} captures nothing but what it asks for`, async () => {
            const text = await providerText(name);
            const required = [...text.matchAll(/require\("([^"]*)"\)/g)].map(([, module]) => module);
            expect(required).to.deep.equal(["pulumi-azure-assignments/runtime"]);
            expect(text).not.to.match(/\/work\/|\/home\/|node_modules|\?\?=|import\(/);
        });
    }

    it("is the same from process to process", async () => {
        const script = `
            const { providerText } = require(${JSON.stringify(require.resolve("./support/providerTexts"))});
            Promise.all(${JSON.stringify(names)}.map(providerText)).then((texts) => process.stdout.write(JSON.stringify(texts)));
        `;
        const elsewhere = JSON.parse(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
        expect(elsewhere).to.deep.equal(await Promise.all(names.map(providerText)));
    });

    it("is kept for every version, under a name that says which", () => {
        for (const { version, resource } of goldenTexts()) {
            expect(version).to.match(/^\d+\.\d+\.\d+$/);
            expect(names).to.include(resource);
        }
    });
});
