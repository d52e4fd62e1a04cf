import { expect } from "chai";
import type { FrontEndName } from "../../harness/frontEnds/frontEnds";
import { expectationOf } from "./expectation";
import type { FaultKind } from "./faultKind";
import { faultsAt } from "./faultsAt";
import { initialSeed } from "./programs";
import { runCell, type StartingPoint } from "./runCell";
import { type Site, siteOf } from "./sites";
import { SpiedBench } from "./spiedBench";
import { countCell } from "./tally";
import type { Verb } from "./verbs";

/** A table that is all wrong is no more readable for being long. */
const mostShown = 12;

/** How a table is played. */
export interface TableOptions {
    /** What serves the resources. Default: the dynamic providers. */
    frontEnd?: FrontEndName;
    /** Plays one of so many faults of each kind, and of each kind one at least. Default: all. */
    oneIn?: number;
}

/** A call site that a verb passes, and the faults that strike it. */
interface Row {
    name: Verb["name"];
    site: Site;
    faults: FaultKind[];
}

/** Generates the tests of a table: for each verb and each call site that it passes, every fault. */
export function describeTable(
    title: string,
    names: readonly Verb["name"][],
    verbsAt: (url: string) => Verb[],
    { frontEnd, oneIn = 1 }: TableOptions = {},
): void {
    describe(title, function () {
        this.timeout(600_000);
        let bench: SpiedBench;
        let verbs: Verb[];
        const starts = new Map<string, StartingPoint>();

        before(async () => {
            bench = await SpiedBench.start(frontEnd);
            verbs = verbsAt(bench.emulator.url);
            for (const verb of verbs) {
                starts.set(verb.name, await bench.signedIn(() => startOf(bench, verb)));
            }
        });

        after(() => bench.close());

        const rows = thinned(rowsOf(verbsAt("http://127.0.0.1:1").filter((verb) => names.includes(verb.name))), oneIn);
        it("has a row for each verb", () => {
            expect(rows.map(({ name }) => name)).to.include.members([...names]);
        });
        for (const { name, site, faults } of rows) {
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
    });
}

function rowsOf(verbs: readonly Verb[]): Row[] {
    return verbs.flatMap(({ name, sites }) =>
        sites.map(siteOf).map((site) => ({ name, site, faults: faultsAt(site) })),
    );
}

/** One in so many faults of each kind, each kind beginning at a row of its own, so that all rows have their share; one of each kind at least. */
function thinned(rows: readonly Row[], oneIn: number): Row[] {
    const kinds = [...new Set(rows.flatMap(({ faults }) => faults.map(({ name }) => name)))];
    const counts = new Map(kinds.map((kind) => [kind, 0]));
    const total = (kind: string) => rows.filter(({ faults }) => faults.some(({ name }) => name === kind)).length;
    const firsts = new Map(kinds.map((kind, index) => [kind, index % Math.min(oneIn, total(kind))]));
    const isChosen = ({ name }: FaultKind) => {
        const count = counts.get(name) ?? 0;
        counts.set(name, count + 1);
        return count % oneIn === firsts.get(name);
    };
    return rows
        .map((row) => ({ ...row, faults: row.faults.filter(isChosen) }))
        .filter(({ faults }) => faults.length > 0);
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
