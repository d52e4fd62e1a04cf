import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { type Emulator, startEmulator } from "#emulator/index";
import { forEachEngine } from "../../engine/forEachEngine";
import { signInEnvironment } from "../../harness/signInEnvironment";
import { emailApp, members } from "../support/fixtures";

const repository = path.resolve(__dirname, "..", "..", "..", "..");

/** A project that lies outside of the repository, whose packages it would find otherwise. */
async function makeProject(endpoint: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), "taken-away-"));
    const resource = { endpoint, projectName: "EmailApp", resources: members("LangWeu") };
    const yaml = "name: taken-away\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n";
    const source =
        'const { ProjectResourceAssignment } = require("pulumi-azure-assignments");\n' +
        `new ProjectResourceAssignment("email", ${JSON.stringify(resource)});\n`;
    await mkdir(path.join(folder, "node_modules", "@pulumi"), { recursive: true });
    const sdk = path.join("node_modules", "@pulumi", "pulumi");
    await symlink(path.join(repository, sdk), path.join(folder, sdk));
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "taken-away" }));
    await writeFile(path.join(folder, "Pulumi.yaml"), yaml);
    await writeFile(path.join(folder, "index.js"), source);
    return folder;
}

forEachEngine("a state whose package is taken away", (engine) => {
    let emulator: Emulator;
    let folder: string;

    before(async () => {
        emulator = await startEmulator();
        emulator.putState({ projects: { [emailApp]: {} } });
        folder = await makeProject(emulator.url);
    });
    after(async () => {
        // Where there is no engine, none was made.
        await emulator?.close();
        if (folder !== undefined) {
            await rm(folder, { recursive: true, force: true });
        }
    });

    const assigned = () => emulator.state().projects[emailApp]?.resources.length;

    it("fails with the package's name, keeps state and services as they are, and works once it is installed again", async () => {
        const place = path.join(folder, "node_modules", "pulumi-azure-assignments");
        const env = signInEnvironment(emulator);
        const stack = await engine().createStack({ program: folder, workDir: folder, env });
        try {
            await symlink(path.join(repository, "provider"), place);
            const made = await stack.up();
            expect(made.ok, made.output).to.equal(true);

            await rm(place);
            for (const operation of ["refresh", "destroy"] as const) {
                const { ok, output } = await stack[operation]();
                expect(ok, operation).to.equal(false);
                expect(output).to.contain("Cannot find module 'pulumi-azure-assignments/runtime'");
            }
            expect(assigned()).to.equal(1);

            await symlink(path.join(repository, "provider"), place);
            const destroyed = await stack.destroy();
            expect(destroyed.ok, destroyed.output).to.equal(true);
            expect(assigned()).to.equal(0);
        } finally {
            await stack.remove();
        }
    });
});
