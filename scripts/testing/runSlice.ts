import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { addCounts, brokenCounts, type Counts } from "./counts";
import type { Slice } from "./slices";
import { repository } from "./suites";

const mocha = require.resolve("mocha/bin/mocha.js");
const reporter = join(__dirname, "countsReporter.js");
/** How long a process may take to exit once its tests have ended; coverage of long runs takes a while to write. */
const longestExitInMs = 60_000;
/** Many tests start processes and servers: on a CI machine that is busy with other things, each has a second try, and says so. */
const retries = process.env.CI ? ["--retries", "1"] : [];

/** Tests make much that lives but for a moment: with room for it, a tenth less time goes into clearing it away. */
const roomy = ["--max-semi-space-size=64"];

/** How a slice went. */
export interface SliceResult {
    counts: Counts;
    durationInMs: number;
}

/**
 * Runs the test files of a slice in a Mocha process of its own, and prints its output in one piece when it has ended. A slice
 * that runs no test, or whose process dies or does not end, counts as one failed test.
 */
export async function runSlice(slice: Slice, env: NodeJS.ProcessEnv): Promise<SliceResult> {
    const startedAt = performance.now();
    const child = spawn(process.execPath, [...roomy, mocha, "--reporter", reporter, ...retries, ...slice.files], {
        cwd: repository,
        env: { ...process.env, ...env },
        stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    const output = outputOf(child);
    const counts = await countsOf(slice, child);
    process.stdout.write(`\n=== ${slice.title} (processor ${Math.round(counts.cpuInMs / 1_000)} s)\n${output()}`);
    const hasRun = counts.passed + counts.failed > 0;
    return {
        counts: hasRun ? counts : addCounts(counts, brokenCounts(`${slice.title}: no tests were executed`)),
        durationInMs: performance.now() - startedAt,
    };
}

/** Both streams of a process in the order in which they arrive. */
function outputOf(child: ChildProcess): () => string {
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
        });
    }
    return () => text;
}

async function countsOf({ title }: Slice, child: ChildProcess): Promise<Counts> {
    let counts: Counts | undefined;
    let overdue: NodeJS.Timeout | undefined;
    child.on("message", (message) => {
        counts = message as Counts;
        overdue = setTimeout(() => {
            child.kill("SIGKILL");
        }, longestExitInMs);
    });
    const [code, signal] = await once(child, "close");
    clearTimeout(overdue);
    if (!counts) {
        return brokenCounts(`${title}: its process ended before its tests did (${signal ?? `code ${code}`})`);
    }
    if (code === 0 || counts.failed > 0) {
        return counts;
    }
    const why = signal ? "left something open that kept its process alive" : `its process ended with code ${code}`;
    return addCounts(counts, brokenCounts(`${title}: ${why}`));
}
