import { readFileSync } from "node:fs";
import { type MochaOptions, Runner, reporters } from "mocha";
import { type Counts, slowestOf, type TestTime } from "./counts";

const longestMessage = 300;

/** Mocha's own `spec` reporter, which also tells the parent process how many tests passed, failed and were skipped, which failed, and which were slow. */
export default class CountsReporter extends reporters.Spec {
    constructor(runner: Runner, options: MochaOptions) {
        super(runner, options);
        const failures: string[] = [];
        const times: TestTime[] = [];
        runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
            console.log(`    tried again: ${describe(test, error)}`);
        });
        runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
            failures.push(describe(test, error));
        });
        runner.on(Runner.constants.EVENT_TEST_END, (test) => {
            times.push({ title: test.fullTitle(), durationInMs: test.duration ?? 0 });
        });
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes: passed, failures: failed, pending: skipped } = this.stats;
            const counts: Counts = { passed, failed, skipped, failures, slowest: slowestOf(times), cpuInMs: cpuInMs() };
            process.send?.(counts);
        });
    }
}

/** The kernel counts in hundredths of a second. */
const tickInMs = 10;

/** What this process has used of the processor and, where the kernel tells, those that it started and that have ended. */
function cpuInMs(): number {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000 + childrenInMs();
}

function childrenInMs(): number {
    try {
        // The name of the program, in parentheses, may hold anything.
        const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
        return (Number(fields[13]) + Number(fields[14])) * tickInMs;
    } catch {
        return 0;
    }
}

/** The test and its error on one line. */
function describe(test: Mocha.Test, error: Error): string {
    return `${test.fullTitle()}: ${error.message}`.replace(/\s+/g, " ").slice(0, longestMessage);
}
