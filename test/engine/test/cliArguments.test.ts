import { expect } from "chai";
import { readArguments } from "../cliArguments";

describe("readArguments", () => {
    const folders = ["--dir", "/project", "--state", "/state"];

    it("reads operation, folders and options", () => {
        expect(readArguments(["up", ...folders, "--parallel", "3", "--refresh", "--json"])).to.deep.equal({
            operation: "up",
            projectFolder: "/project",
            stateFolder: "/state",
            json: true,
            options: { parallel: 3, refresh: true, runProgram: false, clearPendingCreates: false },
        });
    });

    for (const argv of [[], ["up"], ["fly", ...folders], ["up", ...folders, "--parallel", "none"]]) {
        it(`refuses "${argv.join(" ")}" with the usage`, () => {
            expect(() => readArguments(argv)).to.throw("usage: cli.js");
        });
    }
});
