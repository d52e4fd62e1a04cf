/** How the tests of a run ended. */
export interface Counts {
    passed: number;
    failed: number;
    skipped: number;
    /** What failed, and how: a line each. */
    failures: readonly string[];
    /** The tests that took longest, the longest first. */
    slowest: readonly TestTime[];
    /** What they cost the processor, the processes that they started included; how busy the machine is matters little. */
    cpuInMs: number;
}

/** How long a test took. */
export interface TestTime {
    title: string;
    durationInMs: number;
}

/** The counts of a run in which nothing happened. */
export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [], slowest: [], cpuInMs: 0 };

/** So many tests are listed as the slowest. */
const mostSlowest = 10;

/** The counts of a run that failed as a whole, and why. */
export function brokenCounts(why: string): Counts {
    return { ...noCounts, failed: 1, failures: [why] };
}

/** Adds two runs up. */
export function addCounts(a: Counts, b: Counts): Counts {
    return {
        passed: a.passed + b.passed,
        failed: a.failed + b.failed,
        skipped: a.skipped + b.skipped,
        failures: [...a.failures, ...b.failures],
        slowest: slowestOf([...a.slowest, ...b.slowest]),
        cpuInMs: a.cpuInMs + b.cpuInMs,
    };
}

/** The slowest of these tests, the slowest first. */
export function slowestOf(times: readonly TestTime[]): TestTime[] {
    return [...times].sort((a, b) => b.durationInMs - a.durationInMs).slice(0, mostSlowest);
}

/** The line that ends every test run: `12 passed, 0 failed, 3 skipped`. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
    return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
