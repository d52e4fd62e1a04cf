import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { instantiate } from "../examples/support/template";
import { packTarball } from "../packaging/support/packTarball";
import { repository } from "../packaging/support/repository";
import { run } from "../packaging/support/run";

describe("a project that is copied out of the repository", function () {
    this.timeout(300_000);
    let folder: string;
    let tarball: string;

    before(async () => {
        folder = mkdtempSync(join(tmpdir(), "azure-assignments-copies-"));
        tarball = await packTarball("provider", folder);
    });

    after(() => rmSync(folder, { recursive: true, force: true }));

    it("installs as its README says, and compiles: an example", async () => {
        const copy = join(folder, "devices-from-csv");
        cpSync(join(repository, "examples", "devices-from-csv"), copy, { recursive: true });
        await installAndCompile(copy);
    });

    it("installs as its README says, and compiles: a project of the template", async () => {
        const copy = join(folder, "my-assignments");
        instantiate(copy);
        await installAndCompile(copy);
    });

    async function installAndCompile(copy: string): Promise<void> {
        await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error", tarball], copy);
        await run(join(copy, "node_modules", ".bin", "tsc"), ["--noEmit"], copy);
    }
});
