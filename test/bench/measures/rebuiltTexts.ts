import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
/** `provider/`, and a folder that is not under version control and from which the repository's packages are found. */
const provider = path.dirname(require.resolve("pulumi-azure-assignments/package.json"));
const workRoot = path.resolve(__dirname, "..", "..", "..", ".work");

const program = `
const pulumi = require("@pulumi/pulumi");
const providers = Object.values(require("./build/program/providers.js"));
Promise.all(providers.map((provider) => pulumi.runtime.serializeFunction(() => provider))).then((made) =>
    process.stdout.write(JSON.stringify(made.map(({ text }) => text))),
);
`;

/** Builds the provider anew in a folder of its own, and serializes its dynamic providers as Pulumi does. */
export async function rebuiltTexts(): Promise<string[]> {
    await mkdir(workRoot, { recursive: true });
    const folder = await mkdtemp(path.join(workRoot, "rebuild-"));
    try {
        const build = path.join(folder, "build");
        const tsc = require.resolve("typescript/bin/tsc");
        const info = path.join(build, ".tsbuildinfo");
        await run(process.execPath, [tsc, "-p", provider, "--outDir", build, "--tsBuildInfoFile", info]);
        const { stdout } = await run(process.execPath, ["-e", program], { cwd: folder });
        return JSON.parse(stdout);
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}
