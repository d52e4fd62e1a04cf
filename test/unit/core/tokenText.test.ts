import { expect } from "chai";
import { redact } from "#provider/core/redaction";
import { printableText, withoutTokens } from "#provider/core/text";
import { describeServiceError } from "#provider/http/errors";
import { readJob } from "#provider/language/jobs";
import { cpuTime } from "../support/cpuTime";

const jwt = `eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${"dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g".repeat(20)}`;

describe("withoutTokens", () => {
    const cases: [text: string, expected: string][] = [
        [`no "${jwt}" here`, 'no "[secret]" here'],
        [`token=${jwt}&x`, "token=[secret]&x"],
        [`-${jwt}`, "-[secret]"],
        [jwt.slice(0, 30), "[secret]"],
        [`${jwt.slice(0, 60)}…`, "[secret]…"],
        ["Authorization: Bearer opaque-0123", "Authorization: Bearer [secret]"],
        ["authorization=bearer 0123/+=", "authorization=bearer [secret]"],
        ['"Bearer" "abc"', '"Bearer" "[secret]"'],
        ["Bearer xxx", "Bearer [secret]"],
        [`Bearer ${jwt}`, "Bearer [secret]"],
    ];
    for (const [text, expected] of cases) {
        it(`makes ${JSON.stringify(text).slice(0, 70)} ${JSON.stringify(expected)}`, () => {
            expect(withoutTokens(text)).to.equal(expected);
        });
    }

    for (const text of [
        "The bearer token is missing.",
        "Bearer authentication has failed",
        'WWW-Authenticate: Bearer realm="contoso"',
        "monkeyJar.monkeyJarmonkey",
        "Give the eyJ of it",
    ]) {
        it(`leaves ${JSON.stringify(text)} alone`, () => {
            expect(withoutTokens(text)).to.equal(text);
        });
    }
});

describe("a text of a service in which a token is cut", () => {
    const message = `${"x ".repeat(250)}${jwt}`;
    const shown: [what: string, text: string | undefined][] = [
        ["an error's message", describeServiceError({ error: { code: "X", message } }).message],
        ["an error's code", describeServiceError({ error: { code: `${"x".repeat(40)} ${jwt}`, message: "x" } }).code],
        ["Intune's text", describeServiceError({ error: { message: JSON.stringify({ Message: message }) } }).message],
        ["a job's error", readJob({ status: "failed", errors: [{ code: "X", message }] }, "1").errors[0]],
        ["a job's status", readJob({ status: `${"x".repeat(30)} ${jwt}` }, "1").status],
        ["any other", printableText(`${"x".repeat(200)} ${jwt}`)],
    ];
    for (const [what, text] of shown) {
        it(`holds nothing of it: ${what}`, () => {
            expect(text).to.match(/ \[secret\]/);
            expect(text).not.to.contain("eyJ");
        });
    }

    it("still says what comes after it", () => {
        const { message } = describeServiceError({ error: { message: `${jwt} has expired` } });
        expect(message).to.equal("[secret] has expired");
    });
});

describe("patterns over a service's text", () => {
    const hostile: [what: string, unit: string][] = [
        ["beginnings of tokens", "-eyJ"],
        ["beginnings of long tokens", "-eyJaaaaaaaa"],
        ["dots", "eyJ."],
        ["bearers", "bearer "],
        ["bearers and quotes", "bearer' = '"],
        ["blanks", "bearer    \t\n"],
        ["addresses", "https://x"],
        ["braces", '{"Message":'],
        ["slashes", "///"],
        ["escapes", '\\"'],
    ];
    const readers: [what: string, read: (text: string) => unknown][] = [
        ["withoutTokens", withoutTokens],
        ["printableText", printableText],
        ["describeServiceError", (text) => describeServiceError({ error: { code: text, message: text, details: [] } })],
        ["readJob", (text) => readJob({ status: text, errors: [{ code: text, message: text, target: text }] }, "1")],
        ["redact", (text) => redact(text, ["https://x/y", "bearer of news", "///a", "eyJ.eyK"])],
    ];
    for (const [what, read] of readers) {
        it(`are linear: 80,000 characters made for the worst cost less than 30 times as many ordinary ones (${what})`, () => {
            const ordinary = `The bearer token "${jwt.slice(0, 60)}" of  https://x/y was 'refused'. `;
            const most = cpuTime(ordinary, 2_400_000, read);
            for (const [title, unit] of hostile) {
                expect(cpuTime(unit, 80_000, read), title).to.be.below(most);
            }
        }).timeout(600_000);
    }
});
