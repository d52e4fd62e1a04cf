import { expect } from "chai";
import { create } from "#provider/lifecycle/deviceResourceAccountBinding/create";
import { remove } from "#provider/lifecycle/deviceResourceAccountBinding/delete";
import { update } from "#provider/lifecycle/deviceResourceAccountBinding/update";
import { PartialError } from "#provider/lifecycle/results";
import { deviceId, room } from "../../../harness/bench/samples";
import { errorOf } from "../../support/testClient";
import { useBench } from "../support/useBench";

describe("create of a binding whose answer is lost", () => {
    const bench = useBench();
    const bind = (inputs: Record<string, unknown>) => create(bench.run().context, inputs);

    for (const action of [
        { reset: "before" },
        { reset: "after" },
        { hang: "after" },
        { status: 500 },
        { status: 502 },
    ] as const) {
        for (const accountVisible of [true, false]) {
            for (const assignExisting of ["ok", "fail"] as const) {
                const title = `${JSON.stringify(action)}; visible: ${accountVisible}; again: ${assignExisting}`;
                it(`after a lost answer is bound, or unsettled and bound the next time (${title})`, async () => {
                    bench.options({ accountVisible, assignExisting });
                    bench.faults({ match: { path: "assignResource" }, action });
                    const made = await bind(bench.binding(room)).catch((error: unknown) => error);
                    if (made instanceof PartialError) {
                        expect(made.state.pending).to.include({ verb: "assign" });
                        await update(bench.run().context, made.state, bench.binding(room));
                    } else {
                        expect(made).to.have.property("id", `public/${deviceId}`);
                    }
                    expect(bench.account()).to.equal(room);
                });
            }
        }
    }

    it("keeps what may have been bound, so that destroy cleans up", async () => {
        bench.faults({ match: { path: "assignResource" }, times: 99, action: { reset: "after" } });
        bench.options({ accountVisible: false });
        const inputs = bench.binding(room, { timeouts: { create: "30s" } });
        const { id, state, reasons } = await errorOf(bind(inputs), PartialError);
        expect(id).to.equal(`public/${deviceId}`);
        expect(state).to.deep.include(inputs);
        expect(reasons.join(" ")).to.contain("not certain").and.contain("destroy to clean up");
        bench.faults();
        await remove(bench.run().context, state);
        expect(bench.account()).to.equal(undefined);
    });
});
