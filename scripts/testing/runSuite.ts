import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Counts } from "./counts";
import { repository } from "./suites";

const mocha = require.resolve("mocha/bin/mocha.js");
const reporter = join(__dirname, "countsReporter.js");
/** How long a process may take to exit once its tests have ended; coverage of long runs takes a while to write. */
const longestExitInMs = 30_000;
/** Many tests start processes and servers: on a CI machine that is busy with other things, each has a second try, and says so. */
const retries = process.env.CI ? ["--retries", "1"] : [];
const broken: Counts = { passed: 0, failed: 1, skipped: 0 };

/**
 * Runs the test files of one suite in a Mocha process of its own, its output on ours. A suite that runs no test, or whose
 * process dies or does not end, counts as one failed test.
 */
export async function runSuite(files: readonly string[], env: NodeJS.ProcessEnv): Promise<Counts> {
    const counts = await mochaCounts(files, env);
    if (counts.passed + counts.failed > 0) {
        return counts;
    }
    console.error("No tests were executed.");
    return { ...counts, failed: 1 };
}

async function mochaCounts(files: readonly string[], env: NodeJS.ProcessEnv): Promise<Counts> {
    const child = spawn(process.execPath, [mocha, "--reporter", reporter, ...retries, ...files], {
        cwd: repository,
        env: { ...process.env, ...env },
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    let counts = broken;
    let overdue: NodeJS.Timeout | undefined;
    child.on("message", (message) => {
        counts = message as Counts;
        overdue = setTimeout(() => {
            console.error("The tests have ended, but left something open that keeps their process alive.");
            child.kill("SIGKILL");
        }, longestExitInMs);
    });
    const [code] = await once(child, "close");
    clearTimeout(overdue);
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
