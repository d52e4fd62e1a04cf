import { expect } from "chai";
import type { EmulatorSeed } from "#emulator/state/emulatorState";
import { seededRandom } from "../model/support/seededRandom";
import { MemoryBench } from "./bench/memoryBench";
import { deviceId, member } from "./bench/samples";
import { type FrontEndName, frontEndNames } from "./frontEnds/frontEnds";
import { failuresOf, type RunReport } from "./runReport";
import type { Program, Properties } from "./stackState";

const seed: EmulatorSeed = {
    projects: { "analyze-conversations/EmailApp": {}, "analyze-conversations/Other": {} },
    devices: { [deviceId]: {} },
};

function setUp(frontEnd?: FrontEndName) {
    const bench = new MemoryBench(seed);
    const { clock, emulator: service } = bench;
    const assignment = (projectName: string, names: readonly string[], more: Properties = {}): Program => ({
        app: {
            kind: "assignment",
            args: { endpoint: service.url, projectName, resources: names.map((name) => member(name)), ...more },
        },
    });
    const binding: Program = {
        room: {
            kind: "binding",
            args: { deviceId, cloud: "public", graphEndpoint: service.url, userPrincipalName: "room@contoso.com" },
        },
    };
    return {
        clock,
        service,
        harness: bench.harness(frontEnd),
        program: (projectName: string, ...names: string[]) => ({ ...assignment(projectName, names), ...binding }),
        assignment,
        members: (project: string) => bench.members(`analyze-conversations/${project}`),
        account: () => bench.account(),
        posts: () => bench.count(/^POST (?!.*\$batch)/),
    };
}

function opsOf({ steps }: RunReport): string[] {
    return steps.map(({ op, name, failure }) => `${op} ${name}${failure ? ` failed: ${failure.label}` : ""}`);
}

async function liveThrough(frontEnd: FrontEndName): Promise<void> {
    const { harness, program, members, account } = setUp(frontEnd);
    const up = await harness.up(program("EmailApp", "one", "two"));
    expect(failuresOf(up)).to.deep.equal([]);
    expect(opsOf(up)).to.have.members(["create app", "create room"]);
    expect(members("EmailApp")).to.deep.equal(["one", "two"]);
    expect(account()).to.equal("room@contoso.com");

    expect(opsOf(await harness.up(program("EmailApp", "one", "two")))).to.deep.equal(["same app", "same room"]);
    expect(opsOf(await harness.up(program("EmailApp", "two", "three")))).to.include("update app");
    expect(members("EmailApp")).to.deep.equal(["three", "two"]);
    expect((await harness.refresh()).ok).to.equal(true);

    const replaced = await harness.up(program("Other", "two", "three"));
    expect(opsOf(replaced)).to.deep.equal(["same room", "replace app", "delete-replaced app"]);
    expect([members("EmailApp"), members("Other")]).to.deep.equal([[], ["three", "two"]]);

    expect((await harness.destroy()).ok).to.equal(true);
    expect(harness.state).to.deep.equal({ resources: {}, doomed: [] });
    expect([members("Other"), account()]).to.deep.equal([[], undefined]);
}

describe("createHarness", () => {
    for (const frontEnd of frontEndNames) {
        it(`takes a stack through its whole life, with the ${frontEnd} front end`, () => liveThrough(frontEnd));
    }

    it("previews with no request but a look at the deployments that would be lost", async () => {
        const { harness, service, program } = setUp();
        await harness.up(program("EmailApp", "one"));
        const before = service.state().requests.length;
        expect(opsOf(await harness.preview(program("EmailApp", "one")))).to.deep.equal(["same app", "same room"]);
        expect(service.state().requests).to.have.length(before);
        expect(opsOf(await harness.preview(program("Other", "one")))).to.deep.equal(["replace app", "same room"]);
        const sent = service.state().requests.slice(before);
        expect(sent.map(({ path }) => path.replace(/\?.*/, ""))).to.deep.equal([
            "/msi/token",
            "/language/authoring/analyze-conversations/projects/EmailApp/deployments",
        ]);
    });

    it("checks everything, and begins nothing new after a failure", async () => {
        const { harness, service, program } = setUp();
        const bad = { ...program("EmailApp", "one") };
        const report = await harness.up({ wrong: { kind: "assignment", args: {} }, ...bad });
        expect(report.steps.map(({ op, name }) => `${op} ${name}`)).to.deep.equal(["check wrong"]);
        expect(report.steps[0]?.failure?.told).to.include("endpoint is missing");
        expect(service.state().requests).to.deep.equal([]);
    });

    it("goes on after errors where it is told to, deletes at the end too", async () => {
        const { harness, program, assignment, members } = setUp();
        await harness.up(program("EmailApp", "one"));
        const lost = { lost: { ...assignment("Nowhere", ["two"]).app } } as Program;
        const kept = { more: { ...assignment("Other", ["three"]).app } } as Program;
        const stopped = await harness.up({ ...lost, ...kept }, { parallel: 1 });
        expect(stopped.steps.map(({ op, name }) => `${op} ${name}`)).to.deep.equal(["create lost"]);
        const report = await harness.up({ ...lost, ...kept }, { parallel: 1, continueOnError: true });
        expect([report.ok, failuresOf(report).length]).to.deep.equal([false, 1]);
        expect(report.steps.map(({ op, name }) => `${op} ${name}`)).to.have.members([
            "create lost",
            "create more",
            "delete app",
            "delete room",
        ]);
        expect([members("EmailApp"), members("Other")]).to.deep.equal([[], ["three"]]);
    });

    it("shows the provider nothing of what is left out, and leaves it as it is", async () => {
        const { harness, program, assignment, members } = setUp();
        await harness.up({ ...program("EmailApp", "one"), gone: assignment("Other", ["two"]).app } as Program);
        const changed = { ...program("EmailApp", "three"), more: assignment("Other", ["four"]).app } as Program;
        const report = await harness.up(changed, { leftOut: ["app", "gone", "more"] });
        expect([report.registered, opsOf(report)]).to.deep.equal([["room"], ["same room"]]);
        expect([members("EmailApp"), members("Other")]).to.deep.equal([["one"], ["two"]]);
        const rest = await harness.up(changed, { leftOut: ["app"] });
        expect(opsOf(rest)).to.have.members(["same room", "create more", "delete gone"]);
        expect([members("EmailApp"), members("Other")]).to.deep.equal([["one"], ["four"]]);
    });

    it("reports what has registered", async () => {
        const { harness, program } = setUp();
        const bad: Program = { wrong: { kind: "assignment", args: {} } };
        const report = await harness.up({
            ...program("EmailApp", "one"),
            ...bad,
            late: program("Other", "two").app,
        } as Program);
        expect(report.registered).to.deep.equal(["app", "room", "wrong"]);
        expect((await harness.refresh()).registered).to.deep.equal([]);
        expect((await harness.destroy({ program: program("EmailApp", "one") })).registered).to.deep.equal([
            "app",
            "room",
        ]);
    });

    it("keeps a partial resource, and updates it next", async () => {
        const { harness, service, assignment, clock } = setUp();
        service.setOptions({ jobDurationMs: 120_000 });
        const report = await harness.up(assignment("EmailApp", ["one"], { timeouts: { create: "1m" } }));
        expect(report.steps.map(({ failure }) => failure?.partial)).to.deep.equal([true]);
        expect(harness.state.resources.app).to.have.property("initErrors").with.length(2);
        await clock.sleep(120_000);
        expect(opsOf(await harness.up(assignment("EmailApp", ["one"])))).to.deep.equal(["update app"]);
        expect(harness.state.resources.app?.initErrors).to.equal(undefined);
    });

    it("remembers that a predecessor was deleted when its successor cannot be created", async () => {
        const { harness, service, assignment, members } = setUp();
        await harness.up(assignment("EmailApp", ["one"]));
        service.setFaults([{ match: { path: "/:assign" }, action: { status: 400 } }]);
        const elsewhere = { endpoint: service.url.replace("127.0.0.1", "localhost") };
        const failed = await harness.up(assignment("EmailApp", ["one"], elsewhere));
        expect(failed.ok).to.equal(false);
        expect(members("EmailApp")).to.deep.equal([]);
        expect(harness.state.resources.app?.pendingReplacement).to.equal(true);
        expect(opsOf(await harness.up(assignment("EmailApp", ["one"], elsewhere)))).to.deep.equal(["create app"]);
        expect(members("EmailApp")).to.deep.equal(["one"]);
    });

    for (const moment of ["before", "after"] as const) {
        it(`kills the provider ${moment} a request, which then saves and sends nothing more`, async () => {
            for (let request = 0; request < 12; request++) {
                const { harness, service, program, members, posts, clock } = setUp();
                const report = await harness.up(program("EmailApp", "one"), {
                    crash: { request, moment },
                    parallel: 1,
                });
                if (!report.crashed) {
                    expect(request).to.be.above(6);
                    break;
                }
                const sent = service.state().requests.length;
                const tokens = service.state().requests.filter(({ path }) => path.includes("/msi/")).length;
                await clock.sleep(3_600_000);
                expect(service.state().requests).to.have.length(sent);
                expect(sent - tokens).to.equal(moment === "before" ? request : request + 1);
                expect(failuresOf(await harness.up(program("EmailApp", "one")))).to.deep.equal([]);
                expect(members("EmailApp")).to.deep.equal(["one"]);
                expect(posts()).to.be.at.most(3);
            }
        });
    }

    it("kills the provider between a step's end and its being saved", async () => {
        const { harness, program, members } = setUp();
        const report = await harness.up(program("EmailApp", "one"), { crash: { step: 1 }, parallel: 1 });
        expect([report.crashed, opsOf(report)]).to.deep.equal([true, ["create app"]]);
        expect(Object.keys(harness.state.resources)).to.deep.equal(["app"]);
        expect(failuresOf(await harness.up(program("EmailApp", "one")))).to.deep.equal([]);
        expect((await harness.destroy()).ok).to.equal(true);
        expect(members("EmailApp")).to.deep.equal([]);
    });

    it("runs steps in an order of chance that a seed repeats", async () => {
        const orders = [1, 1, 2, 3].map(async (number) => {
            const { harness, service } = setUp();
            const names = ["a", "b", "c", "d", "e"];
            const args = (name: string) => ({
                endpoint: service.url,
                projectName: "EmailApp",
                resources: [member(name)],
            });
            const program = Object.fromEntries(
                names.map((name) => [name, { kind: "assignment" as const, args: args(name) }]),
            );
            return opsOf(await harness.up(program, { order: seededRandom(number), parallel: 1 })).join();
        });
        const [first, again, ...others] = await Promise.all(orders);
        expect(first).to.equal(again);
        expect(others.some((other) => other !== first)).to.equal(true);
    });

    it("abandons what is under way when told so", async () => {
        const { harness, service, program, clock } = setUp();
        service.setOptions({ jobDurationMs: 600_000 });
        const report = await harness.up(program("EmailApp", "one"), {
            onProcess: (process) => void clock.sleep(60_000).then(() => process.abandon()),
        });
        expect(report.ok).to.equal(false);
        const sent = service.state().requests.length;
        await clock.sleep(3_600_000);
        expect(service.state().requests).to.have.length(sent);
    });
});
