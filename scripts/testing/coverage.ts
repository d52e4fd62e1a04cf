import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./suites";

const c8 = require.resolve("c8/bin/c8.js");
const raw = join(repository, "coverage", "raw");
const leastLines = 90;

/** Forgets the coverage of earlier runs; answers the environment in which processes, and theirs, record it. */
export function startCoverage(): NodeJS.ProcessEnv {
    rmSync(join(repository, "coverage"), { recursive: true, force: true });
    return { NODE_V8_COVERAGE: raw };
}

/** Prints the line coverage of every file of the provider; false when it is below the threshold on the whole. */
export function reportCoverage(): boolean {
    const scope = ["--all", "--src", "provider", "--include", "provider/**/*.ts", "--exclude", "**/*.d.ts"];
    const output = ["--reporter", "text", "--reporter", "lcovonly", "--reports-dir", "coverage"];
    const threshold = ["--check-coverage", "--lines", String(leastLines)];
    const args = [c8, "report", "--temp-directory", raw, "--exclude-after-remap", ...scope, ...output, ...threshold];
    const { status } = spawnSync(process.execPath, args, { cwd: repository, stdio: ["ignore", "inherit", "inherit"] });
    return status === 0;
}
