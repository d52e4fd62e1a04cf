import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { goldenText, goldenTexts } from "./support/goldenTexts";

const resources = ["ProjectResourceAssignment", "DeviceResourceAccountBinding"] as const;
const script = join(__dirname, "support", "printProviderTexts.js");

async function printedTexts(): Promise<Record<string, string>> {
    const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: __dirname });
    return JSON.parse(stdout);
}

describe("provider text in states", function () {
    // Pulumi's serializer loads TypeScript, which takes seconds on a busy machine.
    this.timeout(600_000);

    it("is the golden one, byte by byte, in every process, and stays small", async () => {
        const [first, second] = await Promise.all([printedTexts(), printedTexts()]);
        expect(first).to.have.all.keys(...resources);
        for (const resource of resources) {
            expect(first[resource], resource).to.equal(goldenText(resource));
            expect(Buffer.byteLength(goldenText(resource)), resource).to.be.at.most(700);
        }
        expect(second).to.deep.equal(first);
    });

    it("is kept of every version, under a name that says which", () => {
        for (const { version, resource } of goldenTexts()) {
            expect(version).to.match(/^\d+\.\d+\.\d+$/);
            expect(resources).to.include(resource);
        }
    });

    for (const { version, resource, text } of goldenTexts()) {
        it(`captures nothing but the runtime (${resource}, ${version})`, () => {
            const required = [...text.matchAll(/require\("([^"]*)"\)/g)].map(([, module]) => module);
            expect(required).to.deep.equal(["pulumi-azure-assignments/runtime"]);
            expect(text).not.to.match(/node_modules|import\(|\?\?=/);
        });
    }
});
