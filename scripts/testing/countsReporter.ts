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
            const counts: Counts = { passed, failed, skipped, failures, slowest: slowestOf(times) };
            process.send?.(counts);
        });
    }
}

/** The test and its error on one line. */
function describe(test: Mocha.Test, error: Error): string {
    return `${test.fullTitle()}: ${error.message}`.replace(/\s+/g, " ").slice(0, longestMessage);
}
