import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { draw } from "./draw";
import { excerptOf } from "./excerpt";

const repository = resolve(__dirname, "..", "..");
const title =
    "npm run demo: an up assigns and binds what is declared, and a preview names the deployment that a change would delete";

/** Runs the demo, on the engine that every machine has, and draws what it prints. */
async function main(): Promise<void> {
    const demo = join(repository, "dist", "demo", "main.js");
    const { stdout } = await promisify(execFile)(process.execPath, [demo, "--engine", "test"], { cwd: repository });
    await writeFile(join(repository, "docs", "demo.svg"), draw(title, excerptOf(stdout)));
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
