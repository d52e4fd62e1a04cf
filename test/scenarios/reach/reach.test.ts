import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { forEachEngine } from "../../engine/forEachEngine";

const repository = path.resolve(__dirname, "..", "..", "..", "..");
const resource = `new ProjectResourceAssignment("email", {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "EmailApp",
    resources: [{
        azureResourceId: "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/a",
        customDomain: "a",
        region: "westeurope",
    }],
});`;

/** A project whose program uses this package through another one, which alone has it installed, as pnpm does and npm may. */
async function nestedProject(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), "nested-"));
    const wrapper = path.join(folder, "node_modules", "wrapper");
    await mkdir(path.join(wrapper, "node_modules"), { recursive: true });
    await mkdir(path.join(folder, "node_modules", "@pulumi"));
    await symlink(
        path.join(repository, "node_modules/@pulumi/pulumi"),
        path.join(folder, "node_modules/@pulumi/pulumi"),
    );
    await symlink(path.join(repository, "provider"), path.join(wrapper, "node_modules/pulumi-azure-assignments"));
    const yaml = "name: nested\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n";
    await writeFile(path.join(folder, "Pulumi.yaml"), yaml);
    await writeFile(
        path.join(folder, "package.json"),
        JSON.stringify({ name: "nested", dependencies: { wrapper: "1" } }),
    );
    await writeFile(path.join(folder, "index.js"), 'require("wrapper");\n');
    await writeFile(path.join(wrapper, "package.json"), JSON.stringify({ name: "wrapper", version: "1.0.0" }));
    const source = `const { ProjectResourceAssignment } = require("pulumi-azure-assignments");\n${resource}\n`;
    await writeFile(path.join(wrapper, "index.js"), source);
    return folder;
}

forEachEngine("a program that has this package only through another one", (engine) => {
    let folder: string;

    before(async () => {
        folder = await nestedProject();
    });
    after(async () => {
        // Where there is no engine, none was made.
        if (folder !== undefined) {
            await rm(folder, { recursive: true, force: true });
        }
    });

    it("is told which package.json must name it, without a stack", async () => {
        const stack = await engine().createStack({ program: folder, workDir: folder });
        try {
            const { ok, output } = await stack.preview();
            expect(ok).to.equal(false);
            expect(output).to.contain("pulumi-azure-assignments is installed for another package only");
            expect(output).to.contain(
                `Name it among the dependencies of ${path.join(folder, "package.json")} and install`,
            );
            expect(output).not.to.match(/Cannot find module|^\s+at .*:\d+:\d+\)?$/m);
        } finally {
            await stack.remove();
        }
    });

    it("works once its own package has it", async () => {
        const place = path.join(folder, "node_modules", "pulumi-azure-assignments");
        await symlink(path.join(repository, "provider"), place);
        const stack = await engine().createStack({ program: folder, workDir: folder });
        try {
            const { ok, output, changes } = await stack.preview();
            expect(ok, output).to.equal(true);
            expect(changes).to.deep.equal({ create: 1 });
        } finally {
            await stack.remove();
        }
    });
});
