import { expect } from "chai";
import type { FaultAction } from "#emulator/faults/fault";
import { MemoryBench } from "../harness/bench/memoryBench";
import type { RunReport } from "../harness/runReport";
import { assignmentProgram, bindingProgram, deviceId, initialSeed, member } from "./support/programs";

const hostile =
    "\u001b]8;;https://evil.test\u001b\\click\u001b]8;;\u001b\\\u200b\u200d\u2060\u00ad\ufeff\ufff9\u{e0041}\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u009b31m\u0000\u0008\u007f\u202egnp.exe\u2028next\r\nerror: all is lost\tend";
const huge = `${hostile} ${"very long ".repeat(100_000)}`;
/** Whatever a terminal would act on; a message of ours may have line feeds, and a line of the service's must not. */
const acted =
    /(?!\n)[\p{Cc}\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const longest = 6_000;

const envelope = {
    error: { code: hostile, message: huge, target: hostile, details: [{ code: hostile, message: huge }] },
};
const intune = {
    error: { code: hostile, message: JSON.stringify({ Message: huge }), innerError: { "request-id": hostile } },
};
const ids = { "apim-request-id": "x".repeat(9_000), "x-ms-error-code": "y".repeat(9_000) };

const cases: [what: string, path: string, action: FaultAction][] = [
    ["an error of the list", "/resources\\?", { status: 400, body: envelope, headers: ids }],
    ["an error of an assign", ":assign", { status: 400, body: envelope }],
    ["an error that is text", ":assign", { status: 403, body: huge }],
    ["an error that is a string", ":assign", { status: 400, body: { error: huge } }],
    [
        "the errors of a job",
        ":assign",
        { jobStatus: "failed", jobErrors: [envelope.error, huge, { error: envelope.error }] },
    ],
    [
        "the target of a job's error",
        ":assign",
        { jobStatus: "failed", jobErrors: [{ code: "X", message: "y", target: huge }] },
    ],
    ["the status of a job", "/assign/jobs/", { jobStatus: huge }],
    ["an error of a device", "windowsAutopilot", { status: 400, body: intune }],
    ["an error of a binding", "assignResourceAccount", { status: 409, body: intune }],
    ["a redirect", "/resources\\?", { status: 302, headers: { Location: `http://${"h".repeat(5_000)}/` } }],
    ["an account", `${deviceId(0)}$`, { text: JSON.stringify({ id: deviceId(0), userPrincipalName: huge }) }],
    ["a nextLink", "/resources\\?", { nextLink: `http://[${huge}` }],
];

function shownTexts(report: RunReport): string[] {
    const failures = report.steps.flatMap(({ failure }) =>
        failure ? [failure.told, failure.message, failure.stack] : [],
    );
    return [...failures, ...report.lines.map(({ text }) => text)];
}

async function runUnder(bench: MemoryBench, path: string, action: FaultAction): Promise<RunReport> {
    const { url } = bench.emulator;
    bench.emulator.setFaults([{ match: { path }, times: 100_000, action }]);
    const program = { ...assignmentProgram(url, [member("one")]), ...bindingProgram(url, ["room0@contoso.com"]) };
    return bench.harness().up(program, { parallel: 1 });
}

describe("text of a service that is shown", () => {
    for (const [what, path, action] of cases) {
        it(`holds nothing that a terminal acts on, and is bounded: ${what}`, async () => {
            const report = await runUnder(new MemoryBench(initialSeed), path, action);
            expect(report.ok).to.equal(false);
            const texts = shownTexts(report);
            expect(
                texts.filter((text) => acted.test(text)).map((text) => JSON.stringify(text).slice(0, 500)),
            ).to.deep.equal([]);
            expect(Math.max(...texts.map(({ length }) => length))).to.be.below(longest);
        });
    }

    it("begins no line of its own", async () => {
        const report = await runUnder(new MemoryBench(initialSeed), ":assign", { status: 400, body: envelope });
        const lines = shownTexts(report).flatMap((text) => text.split("\n"));
        expect(lines.filter((line) => line.startsWith("error: all is lost"))).to.deep.equal([]);
    });
});
