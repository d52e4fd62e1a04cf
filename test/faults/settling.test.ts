import { expect } from "chai";
import type { Harness } from "../harness/harness";
import { type FaultKind, lasts } from "./kinds/faultKind";
import { faultsAt } from "./kinds/faultsAt";
import { assignmentProgram, member } from "./support/programs";
import { SpiedBench } from "./support/spiedBench";
import { countCell } from "./support/tally";
import { mayMeanLargePages, type Outcome } from "./table/expectation";
import { runCell } from "./table/runCell";
import { type Site, siteOf } from "./table/sites";
import type { Verb } from "./table/verbs";

const jobDurationMs = 120_000;
const hurry = { create: "1m" };
const names = ["one", "two", "three"].map((name) => member(name));

const sameTitle = "an update to the same";

type TitledVerb = Verb & { title: string };

/** Verbs that find a job under way, which an earlier run had no time to wait for. */
function verbsAt(endpoint: string): TitledVerb[] {
    const up = assignmentProgram(endpoint, names);
    const other = assignmentProgram(endpoint, [member("three"), member("four")]);
    return [
        { title: sameTitle, name: "update", declared: up, sites: ["assign job", "list"] },
        { title: "an update to something else", name: "update", declared: other, sites: ["assign job", "list"] },
        { title: "a delete", name: "delete", declared: up, sites: ["assign job", "list"] },
        { title: "a read", name: "read", declared: up, sites: ["assign job", "list"] },
    ];
}

/** Unsettled work is settled first, and until it is, nothing is forgotten: neither refused nor recovered runs let go of it. */
function expectationOf(verb: TitledVerb, site: Site, fault: FaultKind): Outcome {
    const isRead = verb.name === "read";
    if (isUnknownJob(site, fault) && verb.name === "update" && lasts(fault)) {
        // The job that is run for what is in doubt cannot be followed either; but the list may show what the first one did.
        return verb.title === sameTitle ? "recovers" : "partial";
    }
    if (mayMeanLargePages(site, fault)) {
        return "recovers";
    }
    if (fault.nature === "bad link") {
        return "refused";
    }
    if (fault.nature === "definite") {
        // A job that is not known any more proves nothing, nor does a list that is missing once; without a project there is
        // nothing to delete.
        const isNoNews = isUnknownJob(site, fault) || isRead || verb.name === "delete" || !lasts(fault);
        return fault.status === 404 && isNoNews ? "recovers" : "refused";
    }
    // A refresh looks once, and says what it saw.
    return lasts(fault) && !(isRead && fault.nature === "unknown status") ? "refused" : "recovers";
}

function isUnknownJob(site: Site, fault: FaultKind): boolean {
    return site.name === "assign job" && fault.status === 404;
}

describe("faults met while unsettled work is settled", function () {
    this.timeout(600_000);
    let bench: SpiedBench;

    before(async () => {
        bench = await SpiedBench.start();
    });

    after(() => bench.close());

    async function leaveJobRunning(harness: Harness, { declared }: Verb): Promise<void> {
        bench.travel("direct");
        bench.emulator.setOptions({ jobDurationMs });
        const report = await harness.up(assignmentProgram(bench.emulator.url, names, { timeouts: hurry }));
        expect(report.steps.map(({ failure }) => failure?.partial)).to.deep.equal([true]);
        expect(harness.state.resources.app?.outputs.pending).to.include({ verb: "assign" });
        // An update takes the patience that the program now has; delete and read only know what is stored.
        Object.assign(harness.state.resources.app?.outputs ?? {}, { timeouts: declared.app?.args.timeouts });
        bench.emulator.setOptions({ jobDurationMs: 0 });
    }

    for (const [index, { title, sites }] of verbsAt("http://127.0.0.1:1").entries()) {
        for (const site of sites.map(siteOf)) {
            const faults = faultsAt(site);
            it(`${title}, at the ${site.name}: ${faults.length} faults`, async () => {
                const verb = verbsAt(bench.emulator.url)[index] as TitledVerb;
                const wrong: string[] = [];
                for (const fault of faults) {
                    const expected = expectationOf(verb, site, fault);
                    const inDoubt = isUnknownJob(site, fault) || fault.name.includes("in part");
                    const cell = { verb, site, fault, expected, inDoubt, prepare: leaveJobRunning };
                    const problems = await runCell(bench, cell);
                    wrong.push(...problems.map((problem) => `${fault.name} [${expected}]: ${problem}`));
                    if (problems.length === 0) {
                        countCell(expected);
                    }
                }
                expect(wrong.length, wrong.slice(0, 12).join("\n")).to.equal(0);
            });
        }
    }
});
