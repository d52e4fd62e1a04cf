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
            options: {
                parallel: 3,
                refresh: true,
                runProgram: false,
                clearPendingCreates: false,
                continueOnError: false,
                targets: undefined,
                replace: undefined,
            },
        });
    });

    it("reads what the operation is limited to, and what it does in spite of errors", () => {
        const argv = ["up", ...folders, "--target", "a", "--target", "b", "--replace", "c", "--continue-on-error"];
        expect(readArguments(argv).options).to.deep.include({
            continueOnError: true,
            targets: ["a", "b"],
            replace: ["c"],
        });
    });

    for (const argv of [[], ["up"], ["fly", ...folders], ["up", ...folders, "--parallel", "none"]]) {
        it(`refuses "${argv.join(" ")}" with the usage`, () => {
            expect(() => readArguments(argv)).to.throw("usage: cli.js");
        });
    }
});
