import { expect } from "chai";
import { expectationOf } from "./expectation";
import { faultsAt } from "./faultsAt";
import { initialSeed } from "./programs";
import { runCell, type StartingPoint } from "./runCell";
import { siteOf } from "./sites";
import { SpiedBench } from "./spiedBench";
import { countCell } from "./tally";
import type { Verb } from "./verbs";

/** A table that is all wrong is no more readable for being long. */
const mostShown = 12;

/** Generates the tests of a table: for each verb and each call site that it passes, every fault. */
export function describeTable(title: string, names: readonly Verb["name"][], verbsAt: (url: string) => Verb[]): void {
    describe(title, function () {
        this.timeout(600_000);
        let bench: SpiedBench;
        let verbs: Verb[];
        const starts = new Map<string, StartingPoint>();

        before(async () => {
            bench = await SpiedBench.start();
            verbs = verbsAt(bench.emulator.url);
            for (const verb of verbs) {
                starts.set(verb.name, await bench.signedIn(() => startOf(bench, verb)));
            }
        });

        after(() => bench.close());

        for (const { name, sites } of verbsAt("http://127.0.0.1:1").filter((verb) => names.includes(verb.name))) {
            for (const site of sites.map(siteOf)) {
                const faults = faultsAt(site);
                it(`${name}, at the ${site.name}: ${faults.length} faults`, async () => {
                    const verb = verbs.find((candidate) => candidate.name === name) as Verb;
                    const start = starts.get(name) as StartingPoint;
                    const wrong: string[] = [];
                    for (const fault of faults) {
                        const expected = expectationOf(name, site, fault);
                        const cell = { verb, site, fault, expected };
                        const problems = await bench.signedIn(() => runCell(bench, cell, start));
                        wrong.push(...problems.map((problem) => `${fault.name} [${expected}]: ${problem}`));
                        if (problems.length === 0) {
                            countCell(expected);
                        }
                    }
                    expect(wrong.length, wrong.slice(0, mostShown).join("\n")).to.equal(0);
                });
            }
        }
    });
}

/** Brings up what a verb begins with, and remembers it. */
async function startOf(bench: SpiedBench, { before }: Verb): Promise<StartingPoint> {
    bench.reset();
    const harness = bench.harness({ realSignIn: true });
    if (!before) {
        return { state: harness.state, seed: initialSeed };
    }
    const report = await harness.up(before);
    expect(report.ok, JSON.stringify(report.steps)).to.equal(true);
    const { projects, devices } = bench.emulator.state();
    return { state: harness.state, seed: { projects, devices } };
}
