import { randomBytes } from "node:crypto";
import { expect } from "chai";
import { withoutSecrets } from "../engine/deployment/property";
import { MemoryBench } from "../harness/bench/memoryBench";
import { type FrontEndName, frontEndNames } from "../harness/frontEnds/frontEnds";
import { createHarness, type Harness } from "../harness/harness";
import { combinations } from "./support/combinations";
import { assignmentProgram, initialSeed, member } from "./support/programs";

const endpoint = "https://contoso.cognitiveservices.azure.com";
const jobDurationMs = 600_000;
const timeouts = { create: "10s", update: "10s", delete: "1h", read: "1m" };
const names = (count: number) => Array.from({ length: count }, () => `account-${randomBytes(20).toString("hex")}`);

/** A stack whose half-done resources are all too large to be told with an error. */
function crampedStack(frontEnd?: FrontEndName) {
    const bench = new MemoryBench(initialSeed, { jobDurationMs, pageSize: 1_000 });
    const { emulator: service, clock } = bench;
    const harness = createHarness({ frontEnd, service, clock, mostBytesOfPartial: 4_096 });
    return { bench, harness };
}

describe("a half-done resource that is too large for an error", () => {
    const cases = combinations({ frontEnd: frontEndNames, secretInputs: [undefined, ["resources"]] });
    for (const { frontEnd, secretInputs } of cases) {
        it(`loses nothing with the ${frontEnd} front end: create and update succeed with a warning, and the next up settles (secret: ${secretInputs})`, async () => {
            const { bench, harness } = crampedStack(frontEnd);
            const first = names(100);
            const program = (accounts: string[]) =>
                assignmentProgram(
                    endpoint,
                    accounts.map((name) => member(name)),
                    { timeouts, secretInputs },
                );

            const created = await harness.up(program(first));
            expect(created.ok).to.equal(true);
            expect(warningOf(created)).to.match(
                /job \S+ has not ended in time.*This is an error\..*stored as if done/s,
            );
            expect(outputsOf(harness)).to.have.nested.property("pending.verb", "assign");
            expect(outputsOf(harness).resources).to.have.length(100);

            await bench.clock.sleep(jobDurationMs);
            const settled = await harness.up(program(first));
            expect(settled.steps.map(({ op }) => op)).to.deep.equal(["update"]);
            expect(warningOf(settled)).to.equal("");
            expect(outputsOf(harness)).not.to.have.property("pending");
            expect((await harness.up(program(first))).steps.map(({ op }) => op)).to.deep.equal(["same"]);

            const more = [...first, ...names(100)];
            const updated = await harness.up(program(more));
            expect(updated.ok).to.equal(true);
            expect(warningOf(updated)).to.contain("This is an error.");
            expect(outputsOf(harness).resources).to.have.length(200);
            await bench.clock.sleep(jobDurationMs);
            expect((await harness.up(program(more))).ok).to.equal(true);
            expect((await harness.up(program(more))).steps.map(({ op }) => op)).to.deep.equal(["same"]);

            expect((await harness.destroy()).ok).to.equal(true);
            expect(bench.members()).to.deep.equal(["alien1", "alien2", "alien3", "alien4"]);
            expect(bench.emulator.state().jobs.map(({ kind }) => kind)).to.deep.equal(["assign", "assign", "unassign"]);
        });
    }

    it("fails all the same where nothing was done", async () => {
        const { bench, harness } = crampedStack();
        bench.emulator.setFaults([{ match: { path: ":assign" }, times: 9, action: { status: 403 } }]);
        const accounts = names(100).map((name) => member(name));
        const report = await harness.up(assignmentProgram(endpoint, accounts, { timeouts }));
        expect(report.ok).to.equal(false);
        expect(harness.state.resources).to.deep.equal({});
    });
});

function outputsOf({ state }: Harness) {
    return withoutSecrets(state.resources.app?.outputs ?? {});
}

function warningOf({ lines }: { lines: readonly { severity: string; text: string }[] }): string {
    const warnings = lines.filter(({ severity }) => severity === "warning").map(({ text }) => text);
    return warnings.filter((text) => !text.includes("will unassign")).join("\n");
}
