import { expect } from "chai";
import type { EmulatorOptions } from "#emulator/options";
import { MemoryBench } from "../harness/bench/memoryBench";
import { failuresOf, type RunReport } from "../harness/runReport";
import type { Program } from "../harness/stackState";
import { combinations } from "./support/combinations";
import { member, projectKey } from "./support/programs";
import { countCombination } from "./support/tally";

/*
 * What the contract leaves undocumented of project resources, in every combination. The options of devices have a table of
 * their own: no request and no state is shared between the two services, so their combinations add nothing.
 */
const choices = {
    assignExisting: ["ok", "fail"],
    unassignMissing: ["ok", "fail"],
    concurrentJobs: ["queue", "conflict", "parallel"],
    badMember: ["failed", "partiallyCompleted"],
    listDelayMs: [0, 8_000],
    idCase: ["as-assigned", "lower", "upper"],
    unassignBody2025: ["azureResourceIds", "assignedResourceIds"],
} as const;
const apiVersions = ["2022-10-01-preview", "2025-11-01"];
/** Longer than any list stays stale. */
const calmInMs = 60_000;

function programOf(apiVersion: string, members: Record<string, string[]>): Program {
    const args = { endpoint: "http://127.0.0.1:1", projectName: "EmailApp", apiVersion };
    const entries = Object.entries(members).map(([name, list]) => [
        name,
        { kind: "assignment" as const, args: { ...args, resources: list.map((each) => member(each)) } },
    ]);
    return Object.fromEntries(entries);
}

async function expectOk(run: Promise<RunReport>): Promise<RunReport> {
    const report = await run;
    expect(failuresOf(report)).to.deep.equal([]);
    return report;
}

async function playScenario(bench: MemoryBench, apiVersion: string): Promise<void> {
    const { clock, emulator } = bench;
    const members = () => bench.members();
    const [ours, theirs] = [bench.harness(), bench.harness()];
    const program = (list: Record<string, string[]>) => programOf(apiVersion, list);

    // Two stacks at once, one of which finds a member there already.
    const first = program({ a: ["one", "two"], b: ["three"] });
    const their = program({ theirs: ["other"] });
    await Promise.all([expectOk(ours.up(first)), expectOk(theirs.up(their))]);
    expect(members()).to.deep.equal(["alien", "one", "other", "three", "two"]);

    const idle = await expectOk(ours.up(first));
    expect(idle.steps.map(({ op }) => op)).to.deep.equal(["same", "same"]);

    // Members join, leave and change owners.
    const second = program({ a: ["three", "four"], b: ["one"] });
    await expectOk(ours.up(second));
    expect(members()).to.deep.equal(["alien", "four", "one", "other", "three"]);

    // Somebody takes one away; refresh tells, and up heals.
    const { devices } = emulator.state();
    const left = ["alien", "four", "other", "three"].map((name) => member(name));
    emulator.putState({ devices, projects: { [projectKey]: { resources: left } } });
    await clock.sleep(calmInMs);
    await expectOk(ours.refresh());
    expect(Object.keys(ours.state.resources)).to.deep.equal(["a"]);
    await expectOk(ours.up(second));
    expect(members()).to.deep.equal(["alien", "four", "one", "other", "three"]);

    // A bad member gets its own verdict, and keeps nobody else from theirs.
    const bad = await ours.up(program({ a: ["three", "four", "bad"], b: ["one", "five"] }));
    expect(failuresOf(bad).join()).to.match(/^\w+ a: .*bad.*(failed|partiallyCompleted)/s);
    expect(members()).to.include("five").and.not.include("bad");
    await expectOk(ours.up(program({ a: ["three"], b: ["one", "five"] })));
    expect(members()).to.deep.equal(["alien", "five", "one", "other", "three"]);

    await Promise.all([expectOk(ours.destroy()), expectOk(theirs.destroy())]);
    expect(members()).to.deep.equal(["alien"]);
    await expectOk(ours.destroy());
}

/** Whether an option for the bodies of 2025-11 says anything of this version. */
function matters({ unassignBody2025 }: { unassignBody2025: string }, apiVersion: string): boolean {
    return apiVersion.startsWith("2025-11") || unassignBody2025 === "azureResourceIds";
}

describe("every answer to what is undocumented of project resources", function () {
    this.timeout(600_000);
    const all = combinations(choices);

    for (const apiVersion of apiVersions) {
        for (const concurrentJobs of choices.concurrentJobs) {
            const some = all.filter(
                (options) => options.concurrentJobs === concurrentJobs && matters(options, apiVersion),
            );
            it(`${apiVersion}, concurrentJobs ${concurrentJobs}: ${some.length} combinations`, async () => {
                const wrong: string[] = [];
                for (const options of some) {
                    const seed = { projects: { [projectKey]: { resources: [member("alien"), member("one")] } } };
                    const bench = new MemoryBench(seed, {
                        ...options,
                        jobDurationMs: 3_000,
                    } as Partial<EmulatorOptions>);
                    await playScenario(bench, apiVersion).then(countCombination, (error: Error) =>
                        wrong.push(`${JSON.stringify(options)}: ${error.message}`),
                    );
                }
                expect(wrong.length, wrong.slice(0, 8).join("\n")).to.equal(0);
            });
        }
    }
});
