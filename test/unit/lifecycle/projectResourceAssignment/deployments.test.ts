import { expect } from "chai";
import { DeploymentsError } from "#provider/language/deployments";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { update } from "#provider/lifecycle/projectResourceAssignment/update";
import { PartialError } from "#provider/lifecycle/results";
import type { Run } from "../../../harness/bench/memoryBench";
import { arm, member, project } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

const onA = [{ deploymentName: "production", assignedResources: [{ azureResourceId: arm("A") }] }];
const otherProject = "analyze-conversations/Other";

describe("an assignment's deployments", () => {
    const bench = useBench();

    /** An assignment that was made before there were any deployments. */
    async function made(accounts: readonly string[], more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.assignment(accounts, more))).state;
    }

    /** Adds deployments, and a second project, to what is there. */
    function deploy(deployments = onA): void {
        const { projects, devices } = bench.emulator.state();
        const { resources = [] } = projects[project] ?? {};
        bench.emulator.putState({ projects: { [project]: { resources, deployments }, [otherProject]: {} }, devices });
    }

    /** Compares a state with what is declared, as the engine does before every update and replacement. */
    function plan(run: Run, state: Properties, inputs: Properties): void {
        expect(check(run.context, state, inputs).failures).to.deep.equal([]);
        diff(run.context, state, inputs);
    }

    const changes: [title: string, inputs: () => Properties][] = [
        ["a member that leaves", () => bench.assignment(["B"])],
        ["another region", () => bench.assignment([], { resources: [member("A", "eastus"), member("B")] })],
        ["another domain", () => bench.assignment([], { resources: [member("A", "westeurope", "x"), member("B")] })],
    ];
    for (const [title, inputs] of changes) {
        it(`refuses an update for ${title}; taken back, nothing has changed`, async () => {
            const state = await made(["A", "B"]);
            deploy();
            const error = await errorOf(update(bench.run().context, state, inputs()), DeploymentsError);
            expect(error.message).to.contain('would delete deployment "production"');
            expect(error.message).to.contain('set deleteDeployments: true on "email-app" and run up again');
            expect(bench.jobs()).to.deep.equal(["assign A,B"]);
            const run = bench.run();
            plan(run, state, bench.assignment(["A", "B"]));
            expect(diff(run.context, state, bench.assignment(["A", "B"])).changes).to.equal(false);
        });

        it(`lets an update do it once it may, for ${title}`, async () => {
            const state = await made(["A", "B"]);
            deploy();
            const inputs2: Properties = { ...inputs(), deleteDeployments: true };
            const after = await update(bench.run().context, state, inputs2);
            expect(after).to.deep.include({ deleteDeployments: true, resources: inputs2.resources });
            expect(bench.emulator.state().deletedDeployments).to.have.length(1);
        });
    }

    it("refuses a delete, and names the configuration", async () => {
        const state = await made(["A"]);
        deploy();
        const error = await errorOf(remove(bench.run().context, state), DeploymentsError);
        expect(error.message).to.contain(`pulumi config set azure-assignments:deleteDeployments '["EmailApp"]'`);
        expect(bench.members()).to.deep.equal(["A"]);
    });

    for (const deleteDeployments of ["true", '["Other","EmailApp"]']) {
        it(`lets a delete do it with the configuration ${deleteDeployments}`, async () => {
            const state = await made(["A"]);
            deploy();
            await remove(bench.run({ deleteDeployments }).context, state);
            expect(bench.members()).to.deep.equal([]);
        });
    }

    for (const deleteDeployments of ["false", '["emailapp"]', "[]", "yes", '{"EmailApp": true}']) {
        it(`refuses a delete with the configuration ${deleteDeployments}`, async () => {
            const state = await made(["A"]);
            deploy();
            await errorOf(remove(bench.run({ deleteDeployments }).context, state), DeploymentsError);
            expect(bench.members()).to.deep.equal(["A"]);
        });
    }

    it("lets a delete do it where the state says so", async () => {
        const state = await made(["A"], { deleteDeployments: true });
        deploy();
        await remove(bench.run().context, state);
        expect(bench.members()).to.deep.equal([]);
    });

    it("guards what an older version stored", async () => {
        const { deleteDeployments, ...state } = await made(["A"]);
        deploy();
        await errorOf(remove(bench.run().context, state), DeploymentsError);
        expect(deleteDeployments).to.equal(false);
    });

    describe("of a resource that is replaced by one for another project", () => {
        const inputs = (more: Properties = {}) => bench.assignment(["A"], { projectName: "Other", ...more });
        const others = () => bench.emulator.state().projects[otherProject]?.resources ?? [];

        it("refuse the create, before anything is sent but looks", async () => {
            const state = await made(["A"]);
            deploy();
            const run = bench.run();
            plan(run, state, inputs());
            const error = await errorOf(create(run.context, inputs()), DeploymentsError);
            expect(error.message).to.contain('which "email-app" is to be replaced for').and.contain('"production"');
            expect([others(), bench.members(), bench.jobs()]).to.deep.equal([[], ["A"], ["assign A"]]);
        });

        for (const [title, action] of [
            ["403", { status: 403 }],
            ["500 until the deadline", { status: 500 }],
        ] as const) {
            it(`refuse the create where they cannot be listed (${title})`, async () => {
                const state = await made(["A"]);
                deploy([]);
                bench.faults({ match: { operation: "listDeployments" }, times: 99_999, action });
                const run = bench.run();
                const hurried = inputs({ timeouts: { create: "60s" } });
                plan(run, state, hurried);
                await errorOf(create(run.context, hurried), DeploymentsError);
                expect(others()).to.deep.equal([]);
            });
        }

        it("are no obstacle where the old project is gone", async () => {
            const state = await made(["A"]);
            bench.emulator.putState({ projects: { [otherProject]: {} }, devices: {} });
            const run = bench.run();
            plan(run, state, inputs());
            await create(run.context, inputs());
            expect(others()).to.have.length(1);
        });

        it("go once the program says so, with the old resource, whose state does not", async () => {
            const state = await made(["A"]);
            deploy();
            const run = bench.run();
            const now = inputs({ deleteDeployments: true });
            plan(run, state, now);
            await create(run.context, now);
            await remove(run.context, state);
            expect([others().length, bench.members()]).to.deep.equal([1, []]);
        });

        it("stay where the program takes back what the old state says", async () => {
            const state = await made(["A"], { deleteDeployments: true });
            deploy();
            const run = bench.run();
            plan(run, state, inputs());
            await errorOf(create(run.context, inputs()), DeploymentsError);
            await errorOf(remove(run.context, state), DeploymentsError);
        });

        for (const [title, name] of [
            ["", "email-app"],
            [", also after a rename", "renamed"],
        ] as const) {
            it(`keep an old resource that waits for its delete, until it may go${title}`, async () => {
                const state = await made(["A"]);
                const run = bench.run();
                deploy([]);
                plan(run, state, inputs());
                const { state: replacement } = await create(run.context, inputs());
                deploy();
                await errorOf(remove(run.context, state), DeploymentsError);

                const later = bench.run();
                const now = inputs({ logicalName: name, deleteDeployments: true });
                plan(later, replacement, now);
                const updated = await update(later.context, replacement, now);
                await remove(later.context, state);
                expect(bench.members()).to.deep.equal([]);
                expect(updated.predecessors).to.deep.equal(replacement.predecessors);
            });
        }
    });

    it("obey the program also where a refresh has changed the members of what is left behind", async () => {
        const state = await made(["A", "B"], { deleteDeployments: true });
        deploy();
        const run = bench.run();
        plan(run, state, bench.assignment(["A", "B"], { projectName: "Other" }));
        const refreshed = { ...state, resources: [member("A")] };
        await errorOf(remove(run.context, refreshed), DeploymentsError);
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    for (const deleteDeployments of [true, false]) {
        it(`obey the program where a replacement is forced and nothing was compared (${deleteDeployments})`, async () => {
            const state = await made(["A"], { deleteDeployments: !deleteDeployments });
            deploy();
            const { context } = bench.run();
            check(context, {}, bench.assignment(["A"], { deleteDeployments }));
            if (deleteDeployments) {
                await remove(context, state);
                expect(bench.members()).to.deep.equal([]);
                return;
            }
            const { message } = await errorOf(remove(context, state), DeploymentsError);
            expect(message).to.contain('set deleteDeployments: true on "email-app"');
        });
    }

    describe("of a resource that is replaced by one at another endpoint, deleted first", () => {
        const elsewhere = (more: Properties = {}) =>
            bench.assignment(["A"], { endpoint: bench.emulator.url.replace("127.0.0.1", "localhost"), ...more });

        it("refuse the delete, as the program declares now", async () => {
            const state = await made(["A"], { deleteDeployments: true });
            deploy();
            const run = bench.run();
            plan(run, state, elsewhere());
            const error = await errorOf(remove(run.context, state), DeploymentsError);
            expect(error.message).to.contain('set deleteDeployments: true on "email-app"');
        });

        it("go where the program says so; the create that follows does not look for what is gone", async () => {
            const state = await made(["A"]);
            deploy();
            const run = bench.run();
            const now = elsewhere({ deleteDeployments: true });
            plan(run, state, now);
            await remove(run.context, state);
            await create(run.context, now);
            expect(bench.jobs()).to.deep.equal(["assign A", "unassign A", "assign A"]);
        });

        for (const [title, more, told] of [
            ["has no such project", { projectName: "Missing" }, /404 ProjectNotFound/],
            ["is not there", { endpoint: "http://127.0.0.1:9", timeouts: { delete: "20s" } }, /ECONNREFUSED/],
        ] as const) {
            it(`stay where the new endpoint ${title}: nothing is deleted`, async () => {
                const state = await made(["A"], { timeouts: { delete: "20s" } });
                const run = bench.run();
                plan(run, state, elsewhere(more));
                const { message } = await errorOf(remove(run.context, state), Error);
                expect(message).to.match(told).and.contain("nothing was unassigned");
                // The resource that is still there must not be taken out of the state.
                expect(message).not.to.contain("pulumi state delete");
                expect(bench.members()).to.deep.equal(["A"]);
            });
        }

        for (const status of [401, 403]) {
            it(`stay where the new endpoint answers ${status}`, async () => {
                const state = await made(["A"]);
                const run = bench.run();
                plan(run, state, elsewhere({ projectName: "Other" }));
                bench.faults({ match: { path: "Other" }, times: 99, action: { status } });
                const { message } = await errorOf(remove(run.context, state), Error);
                expect(message).to.contain(String(status)).and.contain("nothing was unassigned");
                expect(bench.members()).to.deep.equal(["A"]);
            });
        }
    });

    it("go with what a forced replacement left behind once the program says so, though nothing told it of its predecessor", async () => {
        const state = await made(["A"]);
        deploy([]);
        // Forced: created anew without a diff, and the program has dropped A since.
        const { state: replacement } = await create(bench.run().context, bench.assignment(["B"]));
        deploy();
        const run = bench.run();
        plan(run, replacement, bench.assignment(["B"]));
        await errorOf(remove(run.context, state), DeploymentsError);
        const later = bench.run();
        plan(later, replacement, bench.assignment(["B"], { deleteDeployments: true }));
        await remove(later.context, state);
        expect(bench.members()).to.deep.equal(["B"]);
    });

    it("are asked for by no delete of a member that moved to another resource", async () => {
        const state = await made(["A", "B"]);
        deploy();
        const run = bench.run();
        check(run.context, {}, bench.assignment(["A"], { logicalName: "other" }));
        await create(run.context, bench.assignment(["A"], { logicalName: "other" }));
        await update(run.context, state, bench.assignment(["B"]));
        expect([bench.count(/deployments/), bench.members()]).to.deep.equal([0, ["A", "B"]]);
    });

    it("make a partial resource of an update that is refused after it has assigned something", async () => {
        const state = await made(["A"]);
        bench.faults({ match: { operation: "unassign" }, times: 3, action: { status: 409 } });
        const updating = update(bench.run().context, state, bench.assignment(["B"]));
        while (bench.count(/:unassign/) === 0) {
            await bench.clock.sleep(50);
        }
        deploy();
        const error = await errorOf(updating, PartialError);
        expect(error.reasons.join()).to.contain('"production"');
        expect(
            (error.state.resources as { azureResourceId: string }[]).map((one) => one.azureResourceId),
        ).to.have.members([arm("A"), arm("B")]);
    });
});
