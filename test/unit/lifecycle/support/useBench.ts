import { MemoryBench } from "../../../harness/bench/memoryBench";

/** A test takes some milliseconds; on a machine that is busy with others, as many seconds. */
const patienceInMs = 600_000;

/** Gives a suite a bench whose services are near, and which is as new before each test. */
export function useBench(): MemoryBench {
    const bench = new MemoryBench({}, {}, 0);

    beforeEach(function () {
        this.currentTest?.timeout(patienceInMs);
        bench.clean();
    });

    return bench;
}
