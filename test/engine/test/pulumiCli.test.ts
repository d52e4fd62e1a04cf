import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect } from "chai";
import { findPulumiCli } from "../pulumi/pulumiCli";

describe("findPulumiCli", () => {
    let home: string;
    beforeEach(async () => {
        home = await mkdtemp(path.join(os.tmpdir(), "pulumi-home-"));
    });
    afterEach(() => rm(home, { recursive: true }));

    async function install(folder: string, version: string): Promise<string> {
        const file = path.join(home, folder, "pulumi");
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, `#!/bin/sh\necho v${version}\n`);
        await chmod(file, 0o755);
        return file;
    }

    const found = async (onPath = "") => (await findPulumiCli({ PULUMI_HOME: home, PATH: onPath }))?.command;

    it("finds none where none is", async () => {
        expect(await found("/nowhere/bin")).to.equal(undefined);
    });

    it("takes the newest of Pulumi's versions", async () => {
        await install("versions/3.9.0/bin", "3.9.0");
        const newest = await install("versions/3.250.0/bin", "3.250.0");
        expect(await found()).to.equal(newest);
    });

    it("prefers the home's own, and the PATH to that", async () => {
        await install("versions/3.250.0/bin", "3.250.0");
        const own = await install("bin", "3.1.0");
        expect(await found()).to.equal(own);
        const onPath = await install("elsewhere/bin", "3.2.0");
        expect(await found(path.dirname(onPath))).to.equal(onPath);
    });

    it("passes over what does not run, and over the npm package's wrapper", async () => {
        const broken = await install("broken/bin", "3.2.0");
        await writeFile(broken, "#!/bin/sh\nexit 1\n");
        const wrapper = await install("node_modules/.bin", "3.2.0");
        expect(await found([broken, wrapper].map((file) => path.dirname(file)).join(path.delimiter))).to.equal(
            undefined,
        );
    });
});
