import { Bench } from "./bench";

/** A test takes some milliseconds; on a machine that is busy with others, as many seconds. */
const patienceInMs = 600_000;

/** Gives a suite a bench, which is as new before each test. */
export function useBench(): Bench {
    const bench = new Bench();

    beforeEach(function () {
        this.currentTest?.timeout(patienceInMs);
        bench.clean();
    });

    return bench;
}
