import { execFileSync, spawnSync } from "node:child_process";
import {
    chmodSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { ProcessBench } from "../harness/bench/processBench";

const root = path.resolve(__dirname, "..", "..", "..");
const version = "0.1.0";

describe("a tarball of the plugin", function () {
    this.timeout(120_000);
    let home: string;
    let folder: string;

    before(() => {
        home = mkdtempSync(path.join(os.tmpdir(), "plugin-home-"));
        // As Pulumi's cache of plugins has it.
        folder = path.join(home, "plugins", `resource-azure-assignments-v${version}`);
        mkdirSync(folder, { recursive: true });
        const { packPlugin } = require(path.join(root, "dist", "plugin", "pack.js"));
        const tarball: string = packPlugin({ system: "linux", architecture: "arm64" }, home);
        expect(path.basename(tarball)).to.equal(`pulumi-resource-azure-assignments-v${version}-linux-arm64.tar.gz`);
        execFileSync("tar", ["-xzf", tarball, "-C", folder]);
    });
    after(() => rmSync(home, { recursive: true }));

    it("has the program, what starts it, and the licences", () => {
        expect(readdirSync(folder).sort()).to.deep.equal([
            "LICENSE",
            "THIRD_PARTY_LICENSES.txt",
            "provider.cjs",
            "pulumi-resource-azure-assignments",
            "start.cjs",
        ]);
    });

    it("is plain ASCII: with one other character, V8 would hold all of it in two bytes for each", () => {
        const program = readFileSync(path.join(folder, "provider.cjs"), "utf8");
        expect([...program.matchAll(/.{0,40}[^\0-\x7f].{0,40}/g)].map(([text]) => text)).to.deep.equal([]);
    });

    it("serves resources from there", async () => {
        const bench = await ProcessBench.start({
            frontEnd: "plugin",
            program: { script: path.join(folder, "start.cjs"), takesSecrets: true },
        });
        const { outputs } = await bench.created(bench.assignment());
        await bench.close();
        expect(outputs.resources).to.have.length(2);
    });

    it("starts by its own name, and stops on the signal by which Pulumi ends it", () => {
        const isReady = "until [ -s port ]; do sleep 0.1; done";
        const script = `trap '' INT; "$0" > port & pid=$!; ${isReady}; kill -INT $pid; wait $pid; cat port`;
        const program = path.join(folder, "pulumi-resource-azure-assignments");
        const { stdout } = spawnSync("sh", ["-c", script, program], { cwd: home });
        expect(String(stdout)).to.match(/^\d+\n$/);
    });

    it("says that there is no Node.js, or one that is too old", () => {
        const tools = path.join(home, "tools");
        mkdirSync(tools);
        for (const tool of ["sh", "dirname"]) {
            symlinkSync(execFileSync("which", [tool]).toString().trim(), path.join(tools, tool));
        }
        const start = () => spawnSync(path.join(folder, "pulumi-resource-azure-assignments"), { env: { PATH: tools } });
        const none = start();
        expect([none.status, String(none.stderr)]).to.deep.equal([
            1,
            "The plugin azure-assignments needs Node.js 20.19 or later, and there is no node on the PATH. Get it from https://nodejs.org.\n",
        ]);

        const fake = path.join(tools, "node");
        const older =
            'Object.defineProperty(process.versions, "node", { value: "18.20.4" }); Object.defineProperty(process, "version", { value: "v18.20.4" });';
        writeFileSync(path.join(tools, "older.cjs"), older);
        writeFileSync(fake, `#!${tools}/sh\nexec ${process.execPath} -r ${path.join(tools, "older.cjs")} "$@"\n`);
        chmodSync(fake, 0o755);
        const old = start();
        expect(old.status).to.equal(1);
        expect(String(old.stderr)).to.include("needs Node.js 20.19 or later. This is v18.20.4 (");
    });
});
