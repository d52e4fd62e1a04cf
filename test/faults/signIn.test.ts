import { createRequire } from "node:module";
import { expect } from "chai";
import { MemoryBench } from "../harness/bench/memoryBench";
import { createHarness } from "../harness/harness";
import { failuresOf, type RunReport } from "../harness/runReport";
import type { Declaration } from "../harness/stackState";
import { assignmentProgram, bindingProgram, initialSeed, member, projectKey } from "./support/programs";
import { SpiedBench } from "./support/spiedBench";

const minuteInMs = 60_000;
const hourInMs = 60 * minuteInMs;
const patient = { timeouts: { create: "2h", delete: "2h" } };

async function expectOk(run: Promise<RunReport>): Promise<void> {
    expect(failuresOf(await run)).to.deep.equal([]);
}

describe("signing in, over a long time", () => {
    it("renews a token that ends during a job, before the service refuses it", async () => {
        const bench = new MemoryBench(initialSeed, { jobDurationMs: hourInMs, tokenLifetimeMs: 10 * minuteInMs });
        await expectOk(bench.harness().up(assignmentProgram(bench.emulator.url, [member("one")], patient)));
        expect(bench.members()).to.include("one");
        expect(bench.emulator.state().requests.filter(({ status }) => status === 401)).to.deep.equal([]);
    });

    for (const hours of [-1, 1]) {
        for (const tokenLifetimeMs of [20 * minuteInMs, 24 * hourInMs]) {
            it(`works with a service whose clock is ${hours} h off, with tokens of ${tokenLifetimeMs / minuteInMs} m`, async () => {
                const bench = new MemoryBench(initialSeed, { clockOffsetMs: hours * hourInMs, tokenLifetimeMs });
                bench.emulator.setOptions({
                    jobDurationMs: 40 * minuteInMs,
                    budgets: { postsPerMinute: 1, getsPerMinute: 100 },
                });
                const { url } = bench.emulator;
                const harness = bench.harness();
                const more = { timeouts: { create: "5h", update: "5h", delete: "5h" } };
                await expectOk(
                    harness.up({
                        ...assignmentProgram(url, [member("one")], more),
                        ...bindingProgram(url, ["room0@contoso.com"]),
                    }),
                );
                expect(bench.members()).to.include("one");
                await expectOk(harness.up(assignmentProgram(url, [member("two")], more)));
                await expectOk(harness.destroy());
                expect(bench.members()).not.to.include("two");
            });
        }
    }
});

describe("signing in, over sockets", function () {
    this.timeout(600_000);
    let bench: SpiedBench;

    before(async () => {
        bench = await SpiedBench.start();
    });
    beforeEach(() => bench.reset());
    after(() => bench.close());

    const tokenRequests = () => bench.emulator.state().requests.filter(({ path }) => path.startsWith("/msi/token"));

    it("asks for one token of each audience, however many resources there are", async () => {
        const { url } = bench.emulator;
        const apps = Array.from({ length: 10 }, (_, index) => `App${index}`);
        const projects = Object.fromEntries(apps.map((name) => [`analyze-conversations/${name}`, {}]));
        bench.emulator.putState({ ...initialSeed, projects });
        const program: Record<string, Declaration> = {
            ...bindingProgram(url, ["a@b.example", "c@b.example", "d@b.example"]),
        };
        for (const projectName of apps) {
            const { app } = assignmentProgram(url, [member(projectName)], { projectName });
            if (app) {
                program[projectName] = app;
            }
        }
        await bench.signedIn(() => expectOk(bench.harness({ realSignIn: true }).up(program, { parallel: 100 })));
        expect(tokenRequests().map(({ path }) => /resource=([^&]+)/.exec(path)?.[1])).to.have.length(2);
    });

    for (const [title, key, localAuth] of [
        ["is used for all but assign", "right", true],
        ["falls back to Microsoft Entra when it is wrong", "wrong-key-secret", true],
        ["falls back to Microsoft Entra where keys are switched off", "right", false],
    ] as const) {
        it(`a Language key ${title}`, async () => {
            const { emulator, spy, clock } = bench;
            emulator.setOptions({ localAuth });
            const secret = key === "right" ? emulator.languageKey : key;
            const env = { AZURE_LANGUAGE_ENDPOINT: emulator.url, AZURE_LANGUAGE_KEY: secret };
            const harness = createHarness({ service: { transport: spy.transport }, clock, env });
            const program = assignmentProgram(emulator.url, [member("one")]);
            const reports = await bench.signedIn(async () => [await harness.up(program), await harness.destroy()]);
            expect(reports.flatMap(failuresOf)).to.deep.equal([]);
            expect(spy.secrets).to.include(secret);
            const refused = emulator.state().requests.filter(({ status }) => status === 401 || status === 403);
            // Each process finds out once.
            expect(refused).to.have.length(key === "right" && localAuth ? 0 : 2);
            expect(JSON.stringify([reports, harness.state])).not.to.include(secret);
        });
    }

    it("shows no credential at AZURE_LOG_LEVEL=verbose, nor in errors, lines or state", async () => {
        const { setLogLevel, AzureLogger } = createRequire(require.resolve("@azure/identity"))("@azure/logger");
        const { emulator, spy, clock } = bench;
        const said: unknown[] = [];
        const before = AzureLogger.log;
        AzureLogger.log = (...words: unknown[]) => said.push(...words);
        setLogLevel("verbose");
        try {
            const env = { AZURE_LANGUAGE_ENDPOINT: emulator.url, AZURE_LANGUAGE_KEY: emulator.languageKey };
            const harness = createHarness({ service: { transport: spy.transport }, clock, env });
            emulator.setFaults([
                { match: { path: "/msi/token" }, action: { status: 500 } },
                { match: { path: ":assign" }, times: 2, action: { status: 401 } },
            ]);
            const program = {
                ...assignmentProgram(emulator.url, [member("one")]),
                ...bindingProgram(emulator.url, ["a@b.example"]),
            };
            const reports = await bench.signedIn(async () => [
                await harness.up(program),
                await harness.up(program),
                await harness.destroy(),
            ]);
            expect(reports.map(({ ok }) => ok)).to.deep.equal([false, true, true]);
            const text = `${said.map(String).join("\n")}${JSON.stringify([reports, harness.state])}`;
            expect(said.length).to.be.above(20);
            expect(spy.secrets.size).to.be.above(4);
            expect([...spy.secrets].filter((secret) => text.includes(secret))).to.deep.equal([]);
            expect(text).to.include(projectKey.split("/")[1]);
        } finally {
            AzureLogger.log = before;
            setLogLevel(undefined);
        }
    });
});
