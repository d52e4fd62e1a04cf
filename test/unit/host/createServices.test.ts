import { expect } from "chai";
import { createServices } from "#provider/host/createServices";
import { AssignmentsError } from "#provider/http/assignmentsError";
import { Declarations } from "#provider/lifecycle/declarations";
import { systemClock } from "#provider/polling/clock";
import { virtualClock } from "../support/virtualClock";

const basics = { members: new Declarations(systemClock), say: () => undefined, env: {} };

describe("createServices", () => {
    it("lives by wall time unless it is told otherwise", () => {
        expect(createServices(basics).clock).to.equal(systemClock);
        const clock = virtualClock();
        expect(createServices({ ...basics, clock }).clock).to.equal(clock);
    });

    for (const keys of ["not json", "[]", '{"contoso.cognitiveservices.azure.com": 5}']) {
        it(`refuses keys such as ${keys}, and shows none of them`, () => {
            const error = (() => {
                try {
                    createServices({ ...basics, keys });
                } catch (thrown) {
                    return thrown;
                }
            })();
            expect(error).to.be.instanceOf(AssignmentsError);
            expect((error as Error).message)
                .to.contain("languageKeys")
                .and.not.contain(keys);
        });
    }
});
