import { parseArgs } from "node:util";
import { addCounts, brokenCounts, type Counts, formatCounts, noCounts } from "./counts";
import { clearCoverage, coverageEnv, reportCoverage } from "./coverage";
import { runSuite } from "./runSuite";
import { findSuites, suitesOnRequest } from "./suites";

/*
 * node dist/testing/main.js [--coverage] [suite...]
 * Runs the suites, by default all but those that run on request, and ends with what failed, a line each, and: N passed, N failed, N skipped.
 */
async function main(): Promise<void> {
    const { values, positionals } = parseArgs({ options: { coverage: { type: "boolean" } }, allowPositionals: true });
    const suites = findSuites();
    const unknown = positionals.filter((name) => !suites.has(name));
    if (unknown.length > 0) {
        throw new Error(
            `There are no tests in ${unknown.join(", ")}. The suites are ${[...suites.keys()].join(", ")}.`,
        );
    }
    const isChosen = (name: string) =>
        positionals.length === 0 ? !suitesOnRequest.includes(name) : positionals.includes(name);
    const chosen = [...suites].filter(([name]) => isChosen(name));
    clearCoverage();
    const total = await runSuites(chosen, values.coverage ? coverageEnv : () => ({}));
    const counts = values.coverage ? addCounts(total, coverageCounts()) : total;
    process.exitCode = counts.failed > 0 ? 1 : 0;
    for (const failure of counts.failures) {
        console.log(`failed: ${failure}`);
    }
    console.log(formatCounts(counts));
}

async function runSuites(
    suites: readonly (readonly [string, string[]])[],
    envOf: (suite: string) => NodeJS.ProcessEnv,
): Promise<Counts> {
    const lines: string[] = [];
    let total = noCounts;
    for (const [name, files] of suites) {
        console.log(`\n=== ${name}`);
        const counts = await runSuite(name, files, envOf(name));
        lines.push(`${name}: ${formatCounts(counts)}`);
        total = addCounts(total, counts);
    }
    console.log(lines.length > 1 ? `\n${lines.join("\n")}` : "");
    return total;
}

/** Coverage below the threshold counts as one failed test. */
function coverageCounts(): Counts {
    return reportCoverage() ? noCounts : brokenCounts("line coverage of provider/ is below the threshold");
}

void main();
