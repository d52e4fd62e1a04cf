import { expect } from "chai";
import { ProviderError } from "../engine/deployment/providers/providerError";
import { failureOf } from "../harness/bench/failureOf";
import { ProcessBench } from "../harness/bench/processBench";
import { member } from "../harness/bench/samples";

describe("partial resources over the wire", () => {
    let bench: ProcessBench;

    before(async () => {
        bench = await ProcessBench.start();
    });
    after(() => bench.close());

    it("hands back a job that outlives create, which update then finishes", async () => {
        const { emulator, provider } = bench;
        emulator.setOptions({ jobDurationMs: 2_500 });
        const declared = bench.assignment({ timeouts: { create: "1s" } });
        const inputs = await bench.checked(declared);
        const failure = await failureOf(provider.create(declared.urn, inputs));
        expect(failure).to.be.instanceOf(ProviderError);
        const { partial } = failure as ProviderError;
        if (partial === undefined) {
            throw new Error(`not partial: ${failure.message}`);
        }
        const [job] = emulator.state().jobs;
        expect(partial.id).to.equal(`${emulator.url}/language/authoring/analyze-conversations/projects/EmailApp`);
        expect(partial.reasons.join(" ")).to.include(job?.jobId);
        const { pending } = partial.outputs;
        expect(partial.outputs).to.deep.include({
            __provider: declared.inputs.__provider,
            resources: [member("one"), member("two")],
        });
        expect(pending).to.include({ verb: "assign", jobId: job?.jobId });

        const old = { inputs, outputs: partial.outputs };
        expect(await provider.diff(declared.urn, partial.id, old, inputs, [])).to.include({ changes: true });
        const outputs = await provider.update(declared.urn, partial.id, old, inputs);
        expect(outputs).not.to.have.property("pending");
        expect(outputs.lastAssignJob).to.include({ jobId: job?.jobId, status: "succeeded" });
        expect(bench.members()).to.deep.equal(["one", "two"]);
        expect(emulator.state().jobs.filter(({ kind }) => kind === "assign")).to.have.length(1);
    });

    it("says nothing of a resource where nothing was sent", async () => {
        const declared = bench.assignment({ projectName: "Missing" }, "missing");
        const failure = await failureOf(bench.created(declared));
        expect(failure).to.be.instanceOf(ProviderError);
        expect((failure as ProviderError).partial).to.equal(undefined);
        expect(failure.message).to.include("Missing");
    });
});
