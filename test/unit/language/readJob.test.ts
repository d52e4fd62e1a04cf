import { expect } from "chai";
import { isJobBody, readJob } from "#provider/language/jobs";

/** The errors of a job as a person reads them. */
function errorsOf(errors: unknown): string[] {
    return readJob({ status: "failed", errors }, "7").errors;
}

describe("readJob", () => {
    it("keeps what a state remembers of a job", () => {
        const body = {
            jobId: "another",
            status: "succeeded",
            createdDateTime: "2026-01-01T00:00:00Z",
            lastUpdatedDateTime: "2026-01-01T00:01:00Z",
            expirationDateTime: "2026-01-08T00:00:00Z",
            warnings: [],
        };
        expect(readJob(body, "7")).to.deep.equal({
            jobId: "7",
            status: "succeeded",
            createdDateTime: "2026-01-01T00:00:00Z",
            lastUpdatedDateTime: "2026-01-01T00:01:00Z",
            errors: [],
        });
    });

    const shapes: [title: string, errors: unknown, expected: string[]][] = [
        ["absent", undefined, []],
        ["null", null, []],
        ["empty", [], []],
        ["code and message", [{ code: "Conflict", message: "Taken." }], ["Conflict: Taken."]],
        ["a target", [{ code: "Conflict", message: "Taken.", target: "x" }], ["Conflict: Taken. (x)"]],
        ["a code alone", [{ code: "Conflict" }], ["Conflict"]],
        ["a message alone", [{ message: "Taken." }], ["Taken."]],
        ["an envelope", [{ error: { code: "Conflict", message: "Taken." } }], ["Conflict: Taken."]],
        ["an envelope without a list", { error: { code: "Conflict", message: "Taken." } }, ["Conflict: Taken."]],
        ["details", [{ code: "A", message: "a", details: [{ code: "B", message: "b" }] }], ["A: a; B: b"]],
        [
            "details of details, and what is within",
            [
                {
                    code: "A",
                    details: [{ code: "B", details: [{ code: "C", message: "c", target: "x" }] }],
                    innererror: { code: "D" },
                },
            ],
            ["A: D; B; C: c (x)"],
        ],
        ["no list", { code: "Conflict", message: "Taken." }, ["Conflict: Taken."]],
        ["a text", "Taken.", ["Taken."]],
        ["texts", ["a", "b"], ["a", "b"]],
        ["a number", 7, ["7"]],
        ["nothing but null", [null], ["null"]],
        ["a list within the list", [["a"]], ['["a"]']],
        ["an unknown shape", [{ reason: "Taken" }], ['{"reason":"Taken"}']],
        ["a message that is no text", [{ code: "A", message: { en: "a" } }], ["A"]],
        ["a code that is a number", [{ code: 7, message: "a" }], ["7: a"]],
        ["details that are no list", [{ code: "A", details: "b" }], ["A"]],
        ["several lines", ["a\r\n  b\tc"], ["a b c"]],
        ["terminal escapes", ["\u001b[31mred\u0007"], ["\uFFFD[31mred\uFFFD"]],
    ];
    for (const [title, errors, expected] of shapes) {
        it(`reads errors: ${title}`, () => {
            expect(errorsOf(errors)).to.deep.equal(expected);
        });
    }

    it("bounds how many errors are shown, and how long each is", () => {
        const errors = errorsOf(Array.from({ length: 5_000 }, () => "x".repeat(5_000)));
        expect(errors.length).to.be.within(1, 20);
        expect(Math.max(...errors.map((error) => error.length))).to.be.at.most(1_024);
    });

    it("shows an Azure id to its end, which names the resource, however long the message is", () => {
        const group = "g".repeat(90);
        const account = "a".repeat(64);
        const target = `/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/${group}/providers/Microsoft.CognitiveServices/accounts/${account}`;
        const [error] = errorsOf([{ code: "Conflict", message: "x".repeat(5_000), target }]);
        expect(error?.endsWith(`(${target})`), error).to.equal(true);
    });

    it("reads details that never seem to end", () => {
        let error: object = { code: "Deep" };
        for (let depth = 0; depth < 3_000; depth++) {
            error = { code: "Outer", details: [error, error] };
        }
        expect(errorsOf([error])[0]).to.match(/^Outer: Outer/);
    });

    it("makes a status fit to be shown", () => {
        const { status } = readJob({ status: `\u001b]0;${"x".repeat(500)}` }, "7");
        expect(status).to.match(/^\uFFFD]0;x+…$/);
        expect(status.length).to.be.at.most(64);
    });

    it("leaves out dates that are no text", () => {
        expect(readJob({ status: "running", createdDateTime: 5, lastUpdatedDateTime: {} }, "7")).to.deep.include({
            createdDateTime: undefined,
            lastUpdatedDateTime: undefined,
        });
    });
});

describe("isJobBody", () => {
    const bodies: [body: unknown, expected: boolean][] = [
        [{ status: "running" }, true],
        [{ status: "" }, false],
        [{ status: 1 }, false],
        [{}, false],
        [[], false],
        [null, false],
        [undefined, false],
        ["running", false],
    ];
    for (const [body, expected] of bodies) {
        it(`${expected ? "takes" : "refuses"} ${JSON.stringify(body)}`, () => {
            expect(isJobBody(body)).to.equal(expected);
        });
    }
});
