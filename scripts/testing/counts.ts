/** How the tests of a run ended. */
export interface Counts {
    passed: number;
    failed: number;
    skipped: number;
    /** What failed, and how: a line each. */
    failures: readonly string[];
}

/** The counts of a run in which nothing happened. */
export const noCounts: Counts = { passed: 0, failed: 0, skipped: 0, failures: [] };

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
    };
}

/** The line that ends every test run: `12 passed, 0 failed, 3 skipped`. */
export function formatCounts({ passed, failed, skipped }: Counts): string {
    return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
