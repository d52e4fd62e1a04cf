import { expect } from "chai";
import { parseBenchArguments, usage } from "../benchArguments";
import { measureNames } from "../measures/measures";

describe("parseBenchArguments", () => {
    it("measures everything unless it is told what", () => {
        const all = { json: false, docs: false, engine: undefined, runs: 5, only: measureNames };
        expect(parseBenchArguments([])).to.deep.equal(all);
        const some = parseBenchArguments(["--json", "--only", "plugin", "--only", "start", "--runs", "1"]);
        expect(some).to.deep.equal({ ...all, json: true, only: ["plugin", "start"], runs: 1 });
    });

    for (const [args, problem] of [
        [["--runs", "0"], '--runs is "0"; it must be a whole number from 1.'],
        [["--runs", "many"], '--runs is "many"; it must be a whole number from 1.'],
        [["--only", "speed"], `--only is "speed"; it can be ${measureNames.join(", ")}.`],
    ] as const) {
        it(`refuses ${args.join(" ")}`, () => {
            expect(() => parseBenchArguments([...args])).to.throw(problem);
        });
    }

    it("names every measure in its usage", () => {
        expect(usage).to.include(measureNames.join("|"));
    });
});
