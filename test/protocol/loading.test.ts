import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ProcessBench } from "../harness/bench/processBench";

const hook = join(__dirname, "support", "reportModules.js");
const isHeavy = (path: string) => /[\\/]node_modules[\\/](@azure|node-fetch)[\\/]/.test(path);

/** The modules that a provider process has loaded when it ends after the work given. */
async function loadedBy(work: (bench: ProcessBench) => Promise<unknown>): Promise<string[]> {
    const folder = mkdtempSync(join(tmpdir(), "loaded-modules-"));
    try {
        const file = join(folder, "modules.json");
        const env = { NODE_OPTIONS: `--require=${JSON.stringify(hook)}`, LOADED_MODULES_FILE: file };
        const bench = await ProcessBench.start({ env });
        try {
            await work(bench);
        } finally {
            await bench.close();
        }
        return JSON.parse(readFileSync(file, "utf8"));
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

describe("what a provider process loads", () => {
    it("is no Azure library and no node-fetch for check and diff", async () => {
        const modules = await loadedBy(async (bench) => {
            for (const declared of [bench.assignment(), bench.binding()]) {
                const inputs = await bench.checked(declared);
                await bench.provider.diff(declared.urn, "id", { inputs, outputs: inputs }, inputs, []);
            }
        });
        expect(modules.filter((path) => /provider[\\/]dist[\\/]runtime\.js$/.test(path))).to.have.length(1);
        expect(modules.filter(isHeavy)).to.deep.equal([]);
    });

    it("is both for create", async () => {
        const modules = await loadedBy((bench) => bench.created(bench.assignment()));
        const heavy = modules.filter(isHeavy).join("\n");
        expect(heavy).to.include("identity").and.to.include("core-rest-pipeline").and.to.include("node-fetch");
    });
});
