import { type MochaOptions, Runner, reporters } from "mocha";
import type { Counts } from "./counts";

/** Mocha's own `spec` reporter, which also tells the parent process how many tests passed, failed and were skipped. */
export default class CountsReporter extends reporters.Spec {
    constructor(runner: Runner, options: MochaOptions) {
        super(runner, options);
        runner.on(Runner.constants.EVENT_TEST_RETRY, (test, error) => {
            console.log(`    tried again: ${test.fullTitle()}: ${error.message}`);
        });
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes: passed, failures: failed, pending: skipped } = this.stats;
            const counts: Counts = { passed, failed, skipped };
            process.send?.(counts);
        });
    }
}
