import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { passphraseVariable } from "../cliArguments";
import { StackSettings } from "../deployment/state/stackSettings";
import { WorkFolder } from "../workFolder";
import { planVariable } from "./programs/probe/plan";

describe("the test engine's command line", function () {
    this.timeout(600_000);
    const program = path.join(__dirname, "programs", "probe");
    const cli = path.resolve(__dirname, "..", "cli.js");
    let folder: WorkFolder;
    beforeEach(async () => {
        folder = await WorkFolder.create({ program });
        StackSettings.create(folder.state, "p", { project: "engine-test", stack: "test", typescript: false });
    });
    afterEach(() => folder.remove());

    it("says that it stands in for Pulumi, what it did, and ends with 0", async () => {
        const plan = JSON.stringify({ resources: [{ name: "a" }], outputs: { stamp: "a.stamp" } });
        const { stdout } = await promisify(execFile)(
            process.execPath,
            [cli, "up", "--dir", folder.project, "--state", folder.state],
            { env: { ...process.env, [passphraseVariable]: "p", [planVariable]: plan } },
        );
        expect(stdout).to.match(/^test engine \(stands in for Pulumi\)\nUpdating \(test\):/);
        expect(stdout).to.match(/ \+ {2}pulumi-nodejs:dynamic\/test:Probe a created \(\d+\.\d+s\)/);
        expect(stdout).to.contain('Outputs:\n    stamp: "created undefined"');
        expect(stdout).to.contain("Resources:\n    + 1 created");
    });
});
