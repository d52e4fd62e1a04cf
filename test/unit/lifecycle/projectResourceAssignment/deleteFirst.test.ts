import { expect } from "chai";
import { AssignmentsError } from "#provider/core/errors";
import { check } from "#provider/lifecycle/projectResourceAssignment/check";
import { create } from "#provider/lifecycle/projectResourceAssignment/create";
import { remove } from "#provider/lifecycle/projectResourceAssignment/delete";
import { diff } from "#provider/lifecycle/projectResourceAssignment/diff";
import { member, project } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

type Properties = Record<string, unknown>;

describe("delete of an assignment that comes before its replacement", () => {
    const bench = useBench();

    async function made(accounts: readonly string[], more: Properties = {}): Promise<Properties> {
        return (await create(bench.run().context, bench.assignment(accounts, more))).state;
    }

    const textProject = "analyze-text/EmailApp";
    const declaring = (state: Properties, more: Properties, accounts: readonly string[] = ["A"]) => {
        const { context } = bench.run();
        const news = bench.assignment(accounts, more);
        check(context, {}, news);
        const { deleteBeforeReplace } = diff(context, state, news);
        return { context, news, deleteBeforeReplace };
    };

    for (const [existing, resources, words] of [
        ["fail", [member("A")], "already assigned to text project"],
        ["keep", [{ ...member("A"), region: "elsewhere" }], "cannot change it"],
        ["adopt", [member("A")], undefined],
        ["fail", [member("B")], undefined],
    ] as const) {
        const title = `${words ? "sends nothing" : "unassigns"} with existing "${existing}" where the other project has ${resources[0].azureResourceId.slice(-1)}`;
        it(title, async () => {
            const state = await made(["A"]);
            bench.emulator.putState({
                projects: { [project]: { resources: [member("A")] }, [textProject]: { resources: [...resources] } },
            });
            const { context, deleteBeforeReplace } = declaring(state, { projectKind: "text", existing });
            expect(deleteBeforeReplace).to.equal(true);
            if (!words) {
                await remove(context, state);
                expect(bench.members()).to.deep.equal([]);
                return;
            }
            const error = await errorOf(remove(context, state), AssignmentsError);
            expect(error.code).to.equal("ReplacementNotPossible");
            expect(error.message).to.contain(words).and.contain("nothing was unassigned");
            expect(bench.members()).to.deep.equal(["A"]);
        });
    }

    for (const more of [{ existing: "fail" }, { existing: "keep", resources: [member("A", "northeurope")] }]) {
        it(`unassigns where the project is the same at another address (existing "${more.existing}")`, async () => {
            const state = await made(["A"]);
            bench.seed(["A", "Foreign"]);
            const endpoint = bench.emulator.url.replace("127.0.0.1", "localhost");
            const { context, news, deleteBeforeReplace } = declaring(state, { endpoint, ...more });
            expect(deleteBeforeReplace).to.equal(true);
            await remove(context, state);
            expect(bench.members()).to.deep.equal(["Foreign"]);
            await create(context, news);
            expect(bench.members()).to.deep.equal(["A", "Foreign"]);
        });
    }

    it("sends nothing where it is forced in the same project, and what is new there is refused", async () => {
        const state = await made(["A"]);
        bench.seed(["A", "B"]);
        const { context } = declaring(state, { existing: "fail" }, ["A", "B"]);
        const { message } = await errorOf(remove(context, state), AssignmentsError);
        expect(message).to.contain("already assigned").and.contain("nothing was unassigned");
        expect(bench.members()).to.deep.equal(["A", "B"]);
    });

    it("is done where it is forced in the same project, which is gone", async () => {
        const state = await made(["A"]);
        bench.emulator.putState({ projects: {} });
        await remove(declaring(state, { existing: "fail" }).context, state);
    });

    it("judges nothing for what a replacement of an earlier run left behind", async () => {
        const leftover = await made(["A"]);
        const other = "analyze-conversations/Other";
        const next = "analyze-conversations/Next";
        const resources = [member("A")];
        bench.emulator.putState({ projects: { [project]: { resources }, [other]: {}, [next]: { resources } } });
        const first = declaring(leftover, { projectName: "Other" });
        const { state: present } = await create(first.context, first.news);
        const { context } = declaring(present, { projectName: "Next", existing: "fail" });
        await remove(context, leftover);
        expect(bench.members()).to.deep.equal([]);
    });
});
