import { expect } from "chai";
import { describeServiceError } from "#provider/http/errors";
import type { ServiceErrorText } from "#provider/http/types";

const intune = JSON.stringify({
    _version: 3,
    Message: "An error has occurred - Operation ID (for customer support): 11 - Activity ID: 22",
    CustomApiErrorPhrase: "",
    RetryAfter: null,
});

describe("describeServiceError", () => {
    const table: [title: string, body: unknown, expected: ServiceErrorText][] = [
        ["code and message", { error: { code: "NotFound", message: "No." } }, { code: "NotFound", message: "No." }],
        [
            "details, innererror",
            {
                error: {
                    code: "InvalidRequest",
                    message: "Bad.",
                    innererror: { code: "InvalidField", message: "deep", innererror: { code: "Deeper" } },
                    details: [
                        { code: "A", message: "first", target: "x" },
                        { code: "B", message: "second" },
                        { message: "third" },
                        { code: "D" },
                        { code: "E" },
                    ],
                },
            },
            {
                code: "InvalidRequest",
                message: "Bad.; InvalidField: deep; Deeper; A: first (x); B: second; third; and 2 more",
            },
        ],
        [
            "Graph",
            { error: { code: "BadRequest", message: "No.", innerError: { date: "d", "request-id": "r-1" } } },
            { code: "BadRequest", message: "No.", requestId: "r-1" },
        ],
        [
            "Intune's JSON in a string",
            { error: { code: "InternalError", message: intune } },
            {
                code: "InternalError",
                message: "An error has occurred - Operation ID (for customer support): 11 - Activity ID: 22",
            },
        ],
        [
            "Intune's JSON twice over, with a phrase",
            {
                error: {
                    code: "X",
                    message: JSON.stringify({ Message: JSON.stringify({ Message: "m" }), CustomApiErrorPhrase: "p" }),
                },
            },
            { code: "X", message: '{"Message":"m"} (p)' },
        ],
        [
            "a gateway's",
            { statusCode: 429, message: "Rate limit is exceeded." },
            { message: "Rate limit is exceeded." },
        ],
        ["a bare code", { code: 401, message: "Denied" }, { code: "401", message: "Denied" }],
        [
            "OAuth's",
            { error: "invalid_client", error_description: "No such." },
            { code: "invalid_client", message: "No such." },
        ],
        ["a text", "nope", {}],
        ["nothing", undefined, {}],
        ["null", null, {}],
        ["a list", [1, 2], {}],
        ["odd shapes", { error: { code: { a: 1 }, message: ["x"], details: {}, innererror: "y" } }, {}],
        [
            "a list of odd details",
            { error: { message: "m", details: [null, 1, [], "x"] } },
            { message: "m; and 1 more" },
        ],
        ["a message that only begins like JSON", { error: { message: "{not json" } }, { message: "{not json" }],
    ];
    for (const [title, body, expected] of table) {
        it(`unpacks ${title}`, () => {
            const got = JSON.parse(JSON.stringify(describeServiceError(body)));
            expect(got).to.deep.equal(expected);
        });
    }

    it("shows no control characters or terminal escapes, and is bounded", () => {
        const hostile = {
            error: {
                code: `C\u001b[31m${"c".repeat(500)}`,
                message: `a\r\nb\u0007\u001b]0;x\u0007${"m".repeat(5_000)}`,
            },
        };
        const { code = "", message = "" } = describeServiceError(hostile);
        const printable = /^[^\p{Cc}]*$/u;
        expect(code).to.match(printable).and.to.have.length.of.at.most(80);
        expect(message).to.match(printable).and.to.have.length.of.at.most(600);
        expect(message).to.match(/^a b/);
    });

    it("survives an error that is nested without end", () => {
        let inner: unknown = { code: "last" };
        for (let depth = 0; depth < 1_000; depth++) {
            inner = { code: `c${depth}`, innererror: inner };
        }
        expect(describeServiceError({ error: { message: "m", innererror: inner } }).message).to.equal(
            "m; c999; c998; c997; c996",
        );
    });
});
