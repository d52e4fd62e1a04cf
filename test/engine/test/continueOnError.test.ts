import { expect } from "chai";
import { forEachEngine } from "../forEachEngine";
import type { Plan } from "./programs/probe/plan";
import { callsIn } from "./support/probeStack";
import { withStack } from "./support/withStack";

const continueOnError = true;
const changesOf = (calls: string[]) => calls.filter((call) => /^(create|update|delete) /.test(call));

forEachEngine("a failure that the run goes on after", (engine) => {
    it("keeps nobody back but those that depend on what failed, and what is no longer declared goes", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", { resources: [{ name: "leaving" }] });
            const plan: Plan = {
                resources: [
                    { name: "bad", props: { fail: { create: "no room" } } },
                    { name: "user", dependsOn: ["bad"] },
                    { name: "next", dependsOn: ["user"] },
                    { name: "other" },
                ],
            };
            const result = await stack.run("up", plan, { continueOnError });
            expect(result.ok).to.equal(false);
            expect(result.output).to.contain("no room");
            expect(changesOf(result.calls).sort()).to.deep.equal(["create bad", "create other", "delete id-leaving-0"]);
            expect(result.changes).to.deep.equal({ create: 1, delete: 1 });
            expect(await stack.storedNames()).to.deep.equal(["other"]);
        }));

    it("leaves what the program takes from it unknown, and passes over who needs that", () =>
        withStack(engine(), async (stack) => {
            const plan: Plan = {
                resources: [
                    { name: "bad", props: { value: 1, fail: { create: "no room" } } },
                    { name: "user", from: { value: "bad.stamp" } },
                ],
            };
            const result = await stack.run("up", plan, { continueOnError });
            expect(result.ok).to.equal(false);
            expect(changesOf(result.calls)).to.deep.equal(["create bad"]);
            expect(result.calls).to.include("check user undefined");
            expect(await stack.storedNames()).to.deep.equal([]);
        }));

    it("ends the run all the same where the check fails of what lacks it", () =>
        withStack(engine(), async (stack) => {
            await stack.run("up", { resources: [{ name: "leaving" }] });
            const plan: Plan = {
                resources: [
                    { name: "bad", props: { fail: { create: "no room" } } },
                    { name: "user", props: { refuse: { value: "is missing" } }, from: { value: "bad.stamp" } },
                ],
            };
            const result = await stack.run("up", plan, { continueOnError });
            expect(result.output).to.match(/property value value .* has a problem: is missing/);
            expect(changesOf(result.calls)).to.deep.equal(["create bad"]);
            expect(await stack.storedNames()).to.deep.equal(["leaving"]);
        }));

    it("keeps what an update that failed needed until now", () =>
        withStack(engine(), async (stack) => {
            const user = { name: "user", props: { value: 1 } };
            await stack.run("up", {
                resources: [{ name: "below" }, { name: "gone" }, { ...user, dependsOn: ["below"] }],
            });
            const failing = { name: "user", props: { value: 2, fail: { update: "refused" } } };
            const result = await stack.run("up", { resources: [failing] }, { continueOnError });
            expect(result.ok).to.equal(false);
            expect(await stack.storedNames()).to.deep.equal(["below", "user"]);
        }));

    it("in a process of its own, and in a destroy", () =>
        withStack(engine(), async (stack) => {
            const stuck = { name: "stuck", props: { fail: { delete: "in use" } } };
            const started = await stack.start(
                "up",
                { resources: [stuck, { name: "bad", props: { fail: { create: "no room" } } }, { name: "other" }] },
                { continueOnError, parallel: 1 },
            );
            const calls = changesOf(callsIn(await started.done));
            expect(calls).to.have.members(["create stuck", "create bad", "create other"]);
            const destroyed = await stack.run("destroy", undefined, { continueOnError, parallel: 1 });
            expect(destroyed.ok).to.equal(false);
            expect(await stack.storedNames()).to.deep.equal(["stuck"]);
        }));
});
