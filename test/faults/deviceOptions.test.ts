import { expect } from "chai";
import type { EmulatorOptions } from "#emulator/options";
import { MemoryBench } from "../harness/bench/memoryBench";
import { failuresOf, type RunReport } from "../harness/runReport";
import type { Program, Properties } from "../harness/stackState";
import { combinations } from "./support/combinations";
import { deviceId } from "./support/programs";
import { countCombination } from "./support/tally";

/* What the contract leaves undocumented of resource accounts, in every combination. */
const choices = {
    assignExisting: ["ok", "fail"],
    unassignMissing: ["ok", "fail"],
    accountVisible: [true, false, 4_000],
    assignOverExisting: ["ok", "conflict"],
    visibleIn: [
        ["userPrincipalName", "addressableUserName", "resourceName"],
        ["userPrincipalName"],
        ["resourceName"],
        ["deviceAccountUpn"],
        ["userPrincipalName", "addressableUserName"],
    ],
} as const;
/** Longer than any account takes to show. */
const calmInMs = 60_000;

const upn = (name: string) => `${name}@contoso.com`;

function programOf(bindings: Record<string, Properties>): Program {
    const args = { cloud: "public", graphEndpoint: "http://127.0.0.1:1" };
    const entries = Object.entries(bindings).map(([name, more]) => [
        name,
        { kind: "binding" as const, args: { ...args, ...more } },
    ]);
    return Object.fromEntries(entries);
}

function bind(index: number, name: string, more: Properties = {}): Properties {
    return { deviceId: deviceId(index), userPrincipalName: upn(name), ...more };
}

async function expectOk(run: Promise<RunReport>): Promise<RunReport> {
    const report = await run;
    expect(failuresOf(report)).to.deep.equal([]);
    return report;
}

/** Bindings of our own devices: up, again, another account, a swap, drift, destroy. */
async function playOwn(bench: MemoryBench, visible: boolean): Promise<void> {
    const { clock, emulator } = bench;
    const stack = bench.harness();
    const bound = () => [0, 1].map((index) => bench.account(deviceId(index)));

    const first = programOf({ a: bind(0, "a"), b: bind(1, "b") });
    await expectOk(stack.up(first));
    expect(bound()).to.deep.equal([upn("a"), upn("b")]);
    const idle = await expectOk(stack.up(first));
    expect(idle.steps.map(({ op }) => op)).to.deep.equal(["same", "same"]);

    await expectOk(stack.up(programOf({ a: bind(0, "c"), b: bind(1, "b") })));
    expect(bound()).to.deep.equal([upn("c"), upn("b")]);

    const swapped = programOf({ a: bind(0, "b"), b: bind(1, "c") });
    await expectOk(stack.up(swapped));
    expect(bound()).to.deep.equal([upn("b"), upn("c")]);

    const { devices, projects } = emulator.state();
    const drifted = { ...devices[deviceId(0)], resourceAccount: { userPrincipalName: upn("stranger") } };
    emulator.putState({ projects, devices: { ...devices, [deviceId(0)]: drifted } });
    await clock.sleep(calmInMs);
    await expectOk(stack.refresh());
    await expectOk(stack.up(swapped));
    // What never showed cannot be missed.
    expect(bound()).to.deep.equal([upn(visible ? "b" : "stranger"), upn("c")]);

    await expectOk(stack.destroy());
    expect(bound()).to.deep.equal([undefined, undefined]);
    await expectOk(stack.destroy());
}

/** Devices that have an account already: the same one, and a stranger's. */
async function playFound(bench: MemoryBench, options: Partial<EmulatorOptions>, visible: boolean): Promise<void> {
    const same = bench.harness();
    const adopted = await same.up(programOf({ a: bind(2, "found") }));
    if (visible || options.assignExisting === "ok") {
        expect(failuresOf(adopted)).to.deep.equal([]);
        await expectOk(same.destroy());
        expect(bench.account(deviceId(2))).to.equal(undefined);
    } else {
        expectHidden(adopted);
        expect(bench.account(deviceId(2))).to.equal(upn("found"));
    }

    const other = bench.harness();
    const refused = await other.up(programOf({ a: bind(3, "a") }));
    if (!visible && options.assignOverExisting === "ok") {
        // Nothing said that there was one.
        expect(failuresOf(refused)).to.deep.equal([]);
    } else {
        visible ? expect(failuresOf(refused).join()).to.include(upn("stranger")) : expectHidden(refused);
        expect(bench.account(deviceId(3))).to.equal(upn("stranger"));
    }
    await expectOk(other.up(programOf({ a: bind(3, "a", { existing: "replace" }) })));
    expect(bench.account(deviceId(3))).to.equal(upn("a"));
    await expectOk(other.destroy());
    expect(bench.account(deviceId(3))).to.equal(undefined);
}

/** The one thing that cannot be known: whose account a device has that shows none and takes no second one. */
function expectHidden(report: RunReport): void {
    expect(report.steps.map(({ failure }) => failure?.label)).to.deep.equal(["HiddenAccount"]);
    expect(failuresOf(report).join()).to.match(/cannot be known whose account.*set existing to "replace"/s);
}

describe("every answer to what is undocumented of resource accounts", function () {
    this.timeout(600_000);
    const all = combinations(choices);

    for (const accountVisible of choices.accountVisible) {
        const some = all.filter((options) => options.accountVisible === accountVisible);
        it(`accountVisible ${accountVisible}: ${some.length} combinations`, async () => {
            const wrong: string[] = [];
            for (const options of some) {
                const found = (name: string) => ({ resourceAccount: { userPrincipalName: upn(name) } });
                const devices = {
                    [deviceId(0)]: {},
                    [deviceId(1)]: {},
                    [deviceId(2)]: found("found"),
                    [deviceId(3)]: found("stranger"),
                };
                const bench = new MemoryBench({ devices }, options as Partial<EmulatorOptions>);
                const visible = accountVisible !== false;
                await playOwn(bench, visible)
                    .then(() => playFound(bench, options as Partial<EmulatorOptions>, visible))
                    .then(countCombination, (error: Error) =>
                        wrong.push(`${JSON.stringify(options)}: ${error.message}`),
                    );
            }
            expect(wrong.length, wrong.slice(0, 8).join("\n")).to.equal(0);
        });
    }
});
