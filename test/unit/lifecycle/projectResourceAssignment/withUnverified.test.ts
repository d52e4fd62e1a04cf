import { expect } from "chai";
import { readState } from "#provider/lifecycle/projectResourceAssignment/state";
import { withUnverified } from "#provider/lifecycle/projectResourceAssignment/update";
import { arm, member } from "../../../harness/bench/samples";

describe("withUnverified", () => {
    const old = readState({
        resources: [member("Old")],
        pending: { verb: "assign", since: "2026-01-01T00:00:00Z", members: [arm("Old")] },
    });
    const failed = { ...readState({ resources: [] }), pending: undefined };

    it("remembers what a lost assign may yet bring", () => {
        const state = withUnverified(failed, old, [arm("Old")]);
        expect(state.resources).to.deep.equal([member("Old")]);
        expect(state.pending?.members).to.deep.equal([arm("Old")]);
    });

    it("remembers what a lost unassign may yet take away, beside what this run has lost", () => {
        const lost = readState({ ...old, pending: { ...old.pending, verb: "unassign" } });
        const state = readState({ resources: [member("Old"), member("New")] });
        const pending = { verb: "assign" as const, since: "2026-01-02T00:00:00Z", members: [arm("New")] };
        expect(withUnverified({ ...state, pending }, lost, [arm("Old")])).to.deep.include({
            resources: [member("Old"), member("New")],
            pending: { verb: "unassign", since: "2026-01-01T00:00:00Z", members: [arm("New"), arm("Old")] },
        });
    });

    it("copies no member that has become secret under another name", () => {
        const { resources, ...others } = withUnverified({ ...failed, secretInputs: ["resources"] }, old, [arm("Old")]);
        expect(resources).to.deep.equal([member("Old")]);
        expect(others.pending).to.deep.equal({ verb: "assign", since: "2026-01-01T00:00:00Z" });
    });
});
