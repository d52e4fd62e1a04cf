import { expect } from "chai";
import { idOf as bindingId } from "#provider/lifecycle/deviceResourceAccountBinding/account/result";
import { readState as readBinding } from "#provider/lifecycle/deviceResourceAccountBinding/state";
import * as binding from "#provider/lifecycle/deviceResourceAccountBinding/verbs";
import { idOf as assignmentId, readState as readAssignment } from "#provider/lifecycle/projectResourceAssignment/state";
import * as assignment from "#provider/lifecycle/projectResourceAssignment/verbs";
import { PartialError } from "#provider/lifecycle/results";
import { deviceId, otherRoom, room } from "../../harness/bench/samples";
import { errorOf } from "../support/testClient";
import { useBench } from "./support/useBench";

const project = { endpoint: "https://contoso.cognitiveservices.azure.com", projectName: "EmailApp" };
const address =
    "https://contoso.cognitiveservices.azure.com/language/authoring/analyze-conversations/projects/EmailApp";
/** What older versions made. */
const olderIds = { assignment: "analyze-conversations/projects/EmailApp", binding: deviceId };

describe("the id of", () => {
    const assignments: [title: string, changes: Record<string, unknown>, id: string][] = [
        ["an assignment is its project's address", {}, address],
        ["one of text is too", { projectKind: "text" }, address.replace("-conversations", "-text")],
        [
            "one does not change with the endpoint's spelling",
            { endpoint: "HTTPS://Contoso.CognitiveServices.azure.com:443/" },
            address,
        ],
        ["one with other secrets is too", { secretInputs: ["resources"] }, address],
        ["one at a secret endpoint does not tell it", { secretInputs: ["endpoint"] }, olderIds.assignment],
    ];
    for (const [title, changes, id] of assignments) {
        it(title, () => {
            expect(assignmentId(readAssignment({ ...project, ...changes }))).to.equal(id);
        });
    }

    const bindings: [title: string, changes: Record<string, unknown>, id: string][] = [
        ["a binding is cloud and device", {}, `public/${deviceId}`],
        ["one elsewhere is too", { cloud: "china", graphEndpoint: "https://proxy.contoso.com" }, `china/${deviceId}`],
        ["one in a secret cloud does not tell it", { secretInputs: ["cloud"] }, deviceId],
    ];
    for (const [title, changes, id] of bindings) {
        it(title, () => {
            expect(bindingId(readBinding({ deviceId, ...changes }))).to.equal(id);
        });
    }

    describe("what is stored already", () => {
        const bench = useBench();

        it("stays as it is in a refresh", async () => {
            const { context } = bench.run();
            const { state } = await assignment.create(context, bench.assignment(["Weu"]));
            const bound = await binding.create(context, bench.binding(room));
            expect(await assignment.read(context, state, olderIds.assignment)).to.include({ id: olderIds.assignment });
            expect(await binding.read(context, bound.state, olderIds.binding)).to.include({ id: olderIds.binding });
        });

        it("stays as it is in an update that ends midway", async () => {
            const { context } = bench.run();
            const { state } = await assignment.create(context, bench.assignment(["Weu"]));
            const bound = await binding.create(context, bench.binding(room));
            const timeouts = { update: "10s" };
            bench.options({ jobDurationMs: 60_000 });
            const news = bench.assignment(["Weu", "Neu"], { timeouts });
            const half = assignment.update(context, state, news, olderIds.assignment);
            expect((await errorOf(half, PartialError)).id).to.equal(olderIds.assignment);
            bench.faults({ match: { path: "/assignResourceAccount" }, times: 99, action: { status: 500 } });
            const other = bench.binding(otherRoom, { timeouts });
            const halfBound = binding.update(context, bound.state, other, olderIds.binding);
            expect((await errorOf(halfBound, PartialError)).id).to.equal(olderIds.binding);
        });
    });
});
