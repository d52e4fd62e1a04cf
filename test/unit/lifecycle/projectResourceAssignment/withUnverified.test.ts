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

    it("copies no member that has become secret under another name", () => {
        const { resources, ...others } = withUnverified({ ...failed, secretInputs: ["resources"] }, old, [arm("Old")]);
        expect(resources).to.deep.equal([member("Old")]);
        expect(others.pending).to.deep.equal({ verb: "assign", since: "2026-01-01T00:00:00Z" });
    });
});
