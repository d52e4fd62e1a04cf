import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { run } from "../packaging/support/run";
import { example } from "./support/example";

const urn = (name: string, type = "pulumi-nodejs:dynamic/language:ProjectResourceAssignment") =>
    `urn:pulumi:production::project::${type}::${name}`;
const step = (op: string, name: string, type?: string) => ({
    resourcePreEvent: { metadata: { op, urn: urn(name, type) } },
});
const message = (text: string, severity = "info") => ({ diagnosticEvent: { severity, message: `${text}\n` } });

describe("the summary of a preview", () => {
    let folder: string;
    before(() => {
        folder = mkdtempSync(join(tmpdir(), "azure-assignments-summary-"));
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it("counts what would be done with the program's own resources", async () => {
        const text = await summary(0, [
            step("create", "stack", "pulumi:pulumi:Stack"),
            step("update", "default", "pulumi:providers:pulumi-nodejs"),
            step("refresh", "a"),
            step("same", "a"),
            step("update", "b"),
            step("create-replacement", "c"),
            step("replace", "c"),
            step("delete-replaced", "c"),
            step("delete", "d", "my:index:Room$pulumi-nodejs:dynamic/devices:DeviceResourceAccountBinding"),
        ]);
        expect(text).to.include("### Preview of `production`: 1 to update, 1 to delete, 1 to replace\n");
        expect(text).to.include("| **delete** | `d` | `DeviceResourceAccountBinding` |");
        expect(text).to.not.include("`a`");
    });

    it("says what was said, once, without what is for nobody's eyes", async () => {
        const text = await summary(0, [
            message("one line"),
            message("one line"),
            message("SDK's own", "debug"),
            { diagnosticEvent: { severity: "info", message: "still at it\n", ephemeral: true } },
            {
                diagnosticEvent: {
                    severity: "warning",
                    prefix: "warning: ",
                    message: "<{%fg 3%}>mind<{%reset%}> this\n",
                },
            },
        ]);
        expect(text).to.match(/````text\none line\nwarning: mind this\n````\n$/);
    });

    it("lists violated policies", async () => {
        const policyEvent = {
            resourceUrn: urn("email-app"),
            policyName: "regions-are-allowed",
            enforcementLevel: "mandatory",
            message: "Members are in the allowed regions.\ncontoso-x is not.\n",
        };
        const text = await summary(1, [step("create", "email-app"), { policyEvent }]);
        expect(text).to.include("`production`: failed (so far 1 to create)");
        expect(text).to.include(
            "**Policies:**\n\n````text\n[mandatory] regions-are-allowed, email-app:\nMembers are in the allowed regions.",
        );
    });

    it("says that nothing changes, and that a preview failed before it began", async () => {
        expect(await summary(0, [step("same", "a")])).to.include("`production`: no changes\n");
        expect(await summary(255, [])).to.include("`production`: failed\n");
    });

    it("is no way to write anything else on a pull request", async () => {
        const text = await summary(0, [step("create", "a`|b\n# c"), message("x\n````\n<script>\n@everyone")]);
        expect(text).to.include("| create | `a'\\|b # c` |");
        expect(text.match(/^````/gm)).to.have.length(2);
    });

    it("fits into a comment, however much there is", async () => {
        const many = Array.from({ length: 5000 }, (_, index) => [
            step("create", `${index}`.padEnd(300, "x")),
            message(`${index}`.padEnd(300, "y")),
        ]);
        const text = await summary(0, many.flat());
        expect(text.length).to.be.below(65_536);
        expect(text).to.include("5000 to create").and.to.include("| ... | and 4800 more | |");
        expect(text.trimEnd()).to.match(/The rest is in the log of the run\.\)\n````$/);
    });

    async function summary(code: number, events: object[]): Promise<string> {
        const log = join(folder, "events");
        writeFileSync(log, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
        return run(process.execPath, ["scripts/summary.mjs", "production", String(code), log], example);
    }
});
