import { expect } from "chai";
import { ConnectionError, DeadlineError } from "#provider/core/errors";
import type { LifecycleContext } from "#provider/lifecycle/context";
import * as binding from "#provider/lifecycle/deviceResourceAccountBinding/verbs";
import * as assignment from "#provider/lifecycle/projectResourceAssignment/verbs";
import { deviceId, room } from "../../harness/bench/samples";
import { errorOf } from "../support/testClient";
import { useBench } from "./support/useBench";

type Properties = Record<string, unknown>;

/** An address behind which nothing is: port 9 of loopback refuses. */
const dead = "http://127.0.0.1:9";

describe("what is forgotten is said", () => {
    const bench = useBench();
    const run = (verb: (context: LifecycleContext) => Promise<unknown>, identity?: string) => {
        const { context, said } = bench.run();
        return verb(identity ? { ...context, identity: () => identity } : context).then((result) => ({
            result,
            warning: said("warning"),
        }));
    };

    describe("of an assignment", () => {
        const made = async (accounts: string[], more: Properties = {}) =>
            (await assignment.create(bench.run().context, bench.assignment(accounts, more))).state;

        it("where refresh finds no project: where it looked, and what was answered", async () => {
            const state = await made(["Weu"]);
            bench.emulator.putState({ projects: {} });
            const { result, warning } = await run((context) => assignment.read(context, state));
            expect(result).to.equal(undefined);
            expect(warning).to.match(
                /^Refresh takes "email-app" for gone and drops it from the state: conversations project "EmailApp" was looked for at http:\/\/127\.0\.0\.1:\d+ \(api-version 2022-10-01-preview\); the answer was, twice, 404 \w+: .+ \(request [^)]+\)\. If it is there after all/,
            );
        });

        it("as whom it looked, where that is known", async () => {
            const state = await made(["Weu"]);
            bench.emulator.putState({ projects: {} });
            const { warning } = await run((context) => assignment.read(context, state), "client 1 of tenant 2");
            expect(warning).to.contain(
                "(api-version 2022-10-01-preview), signed in as client 1 of tenant 2; the answer",
            );
        });

        it("where refresh finds none of its members", async () => {
            const state = await made(["Weu", "Neu"]);
            bench.seed(["Foreign"]);
            const { result, warning } = await run((context) => assignment.read(context, state));
            expect(result).to.equal(undefined);
            expect(warning).to.contain("; the list has none of its 2 members. ");
        });

        it("where some drop out and others stay, in one line that names them", async () => {
            const state = await made(["Weu", "Neu", "Eus"]);
            bench.seed(["Neu"]);
            const { warning } = await run((context) => assignment.read(context, state));
            expect(warning).to.match(
                /^"email-app": Weu, Eus are no longer assigned to conversations project "EmailApp" at http:\S+\. Refresh drops them/,
            );
            expect(warning.split("\n")).to.have.length(1);
        });

        it("nothing where nothing is forgotten", async () => {
            const state = await made(["Weu"]);
            bench.seed(["Weu", "Foreign"]);
            expect((await run((context) => assignment.read(context, state))).warning).to.equal("");
        });

        it("where a delete finds no project", async () => {
            const state = await made(["Weu"]);
            bench.emulator.putState({ projects: {} });
            const { warning } = await run((context) => assignment.remove(context, state));
            expect(warning).to.match(/^"email-app" is deleted with nothing unassigned: .+; the answer was 404 \w+: /);
        });

        it("but nothing where a delete finds the project without its members", async () => {
            const state = await made(["Weu"]);
            bench.seed([]);
            expect((await run((context) => assignment.remove(context, state))).warning).to.equal("");
        });

        for (const [verb, ask] of [
            ["read", assignment.read],
            ["remove", assignment.remove],
        ] as const) {
            it(`and ${verb} of a dead host ends after a minute, with the way on`, async () => {
                const state = { ...(await made(["Weu"])), endpoint: dead };
                const startedAt = bench.clock.now();
                const error = await errorOf(ask(bench.run().context, state), ConnectionError);
                expect(error.code).to.equal("ECONNREFUSED");
                expect(error.message).to.contain(
                    "refused the connection (ECONNREFUSED). Check the endpoint's spelling",
                );
                expect(error.message).to.contain("A Language resource that is deleted takes its assignments with it.");
                expect(error.message).to.match(/`pulumi state delete`.*`deletedWith`/);
                expect(error.stack).to.equal(error.message);
                expect(bench.clock.now() - startedAt).to.be.within(60_000, 95_000);
            });
        }

        it("with the same way on where the timeout comes first", async () => {
            const state = { ...(await made(["Weu"])), endpoint: dead, timeouts: { read: "10s" } };
            const error = await errorOf(assignment.read(bench.run().context, state), ConnectionError);
            expect(error.message).to.match(/no success within \d+ s: .*`deletedWith`/);
        });

        it("without it where the host is there and only fails", async () => {
            const state = await made(["Weu"], { timeouts: { read: "10s" } });
            bench.faults({ match: { path: "/language/" }, times: 999, action: { status: 500 } });
            const error = await errorOf(assignment.read(bench.run().context, state), DeadlineError);
            expect(error.message).not.to.contain("deletedWith");
        });

        it("and an update at a dead host keeps the old state and ends after a minute too", async () => {
            const state = { ...(await made(["Weu"])), endpoint: dead };
            const news = bench.assignment(["Weu", "Neu"], { endpoint: dead });
            const startedAt = bench.clock.now();
            await errorOf(assignment.update(bench.run().context, state, news), ConnectionError);
            expect(bench.clock.now() - startedAt).to.be.within(60_000, 95_000);
        });
    });

    describe("of a binding", () => {
        const made = async (more: Properties = {}) =>
            (await binding.create(bench.run().context, bench.binding(room, more))).state;

        it("where refresh finds no device: where it looked, and what was answered", async () => {
            const state = await made();
            bench.emulator.putState({ devices: {} });
            const { result, warning } = await run((context) => binding.read(context, state), "client 1");
            expect(result).to.equal(undefined);
            expect(warning).to.match(
                /^Refresh takes "room-12" for gone and drops it from the state: Autopilot device 0a1b2c3d\S+ was looked for at http:\/\/127\.0\.0\.1:\d+, signed in as client 1; the answer was, twice, 404 \w+: .+ \(request [^)]+\)\. If it is there/,
            );
        });

        it("where the device shows no account any more", async () => {
            const state = await made();
            bench.emulator.putState({ devices: { [deviceId]: { serialNumber: "R9-1" } } });
            const { result, warning } = await run((context) => binding.read(context, state));
            expect(result).to.equal(undefined);
            expect(warning).to.match(
                /; its userPrincipalName.*, where room12@contoso\.com was seen, shows? no account\. /,
            );
        });

        it("nothing where nothing is forgotten", async () => {
            const state = await made();
            expect((await run((context) => binding.read(context, state))).warning).to.equal("");
        });

        it("where a delete finds no device", async () => {
            const state = await made();
            bench.emulator.putState({ devices: {} });
            const { warning } = await run((context) => binding.remove(context, state));
            expect(warning).to.match(
                /^"room-12" is deleted with nothing unbound: .+; the answer was, twice, 404 \w+: /,
            );
        });

        for (const [verb, ask] of [
            ["read", binding.read],
            ["remove", binding.remove],
        ] as const) {
            it(`and ${verb} of a dead host ends after a minute, with the way on`, async () => {
                const state = { ...(await made()), graphEndpoint: dead };
                const startedAt = bench.clock.now();
                const error = await errorOf(ask(bench.run().context, state), ConnectionError);
                expect(error.message).to.match(
                    /\(ECONNREFUSED\)\. .*"room-12" out of the state with `pulumi state delete`/,
                );
                expect(bench.clock.now() - startedAt).to.be.within(60_000, 95_000);
            });
        }
    });
});
