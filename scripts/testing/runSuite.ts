import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { addCounts, brokenCounts, type Counts } from "./counts";
import { repository } from "./suites";

const mocha = require.resolve("mocha/bin/mocha.js");
const reporter = join(__dirname, "countsReporter.js");
/** How long a process may take to exit once its tests have ended; coverage of long runs takes a while to write. */
const longestExitInMs = 30_000;
/** Many tests start processes and servers: on a CI machine that is busy with other things, each has a second try, and says so. */
const retries = process.env.CI ? ["--retries", "1"] : [];

/**
 * Runs the test files of one suite in a Mocha process of its own, its output on ours. A suite that runs no test, or whose
 * process dies or does not end, counts as one failed test.
 */
export async function runSuite(name: string, files: readonly string[], env: NodeJS.ProcessEnv): Promise<Counts> {
    const counts = await mochaCounts(name, files, env);
    const hasRun = counts.passed + counts.failed > 0;
    return hasRun ? counts : addCounts(counts, brokenCounts(`${name}: no tests were executed`));
}

async function mochaCounts(name: string, files: readonly string[], env: NodeJS.ProcessEnv): Promise<Counts> {
    const child = spawn(process.execPath, [mocha, "--reporter", reporter, ...retries, ...files], {
        cwd: repository,
        env: { ...process.env, ...env },
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    let counts = brokenCounts(`${name}: its process ended before its tests did`);
    let overdue: NodeJS.Timeout | undefined;
    child.on("message", (message) => {
        counts = message as Counts;
        overdue = setTimeout(() => {
            child.kill("SIGKILL");
        }, longestExitInMs);
    });
    const [code, signal] = await once(child, "close");
    clearTimeout(overdue);
    if (code === 0 || counts.failed > 0) {
        return counts;
    }
    const why = signal ? "left something open that kept its process alive" : `its process ended with code ${code}`;
    return addCounts(counts, brokenCounts(`${name}: ${why}`));
}
