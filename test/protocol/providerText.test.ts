import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { goldenText } from "./support/goldenText";

const resources = ["ProjectResourceAssignment", "DeviceResourceAccountBinding"] as const;
const script = join(__dirname, "support", "printProviderTexts.js");

async function printedTexts(): Promise<Record<string, string>> {
    const { stdout } = await promisify(execFile)(process.execPath, [script], { cwd: __dirname });
    return JSON.parse(stdout);
}

describe("provider text in states", () => {
    it("is the golden one, byte by byte, in every process, and stays small", async () => {
        const [first, second] = await Promise.all([printedTexts(), printedTexts()]);
        expect(first).to.have.all.keys(...resources);
        for (const resource of resources) {
            expect(first[resource], resource).to.equal(goldenText(resource));
            expect(Buffer.byteLength(goldenText(resource)), resource).to.be.lessThan(700);
        }
        expect(second).to.deep.equal(first);
    });
});
