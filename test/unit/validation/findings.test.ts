import { expect } from "chai";
import {
    accountId,
    assignment,
    checkAssignment,
    failuresWith,
    member,
    titleOf,
    withMember,
} from "../support/goodInputs";

describe("what a failed check shows", () => {
    const secret = "s3cr3t/value";

    const secretCases: [string, unknown][] = [
        ["endpoint", secret],
        ["endpoint", `https://x.example/${secret}`],
        ["projectName", secret],
        ["projectKind", secret],
        ["apiVersion", secret],
        ["cloud", secret],
        ["existing", secret],
        ["resources", secret],
        ["resources", [secret]],
        ["resources", [{ azureResourceId: secret, customDomain: secret, region: secret }]],
        ["resources", [member, { ...member, azureResourceId: `${accountId}/${secret}` }]],
        ["timeouts", secret],
        ["timeouts", { create: secret }],
    ];
    for (const [name, value] of secretCases) {
        it(`never shows the value of a secret input: ${name}: ${titleOf(value)}`, () => {
            const failures = failuresWith(checkAssignment, assignment, {
                [name]: value,
                secretInputs: [name],
            });
            expect(failures).not.to.deep.equal([]);
            expect(JSON.stringify(failures)).to.contain("(secret)").and.not.to.contain("s3cr3t");
        });
    }

    it("shows the bad values of inputs that are not secret beside one that is", () => {
        const failures = failuresWith(checkAssignment, assignment, {
            projectName: "bad name",
            existing: "never",
            secretInputs: ["projectName"],
        });
        expect(failures.map((failure) => failure.reason.split(" ")[0])).to.deep.equal(["(secret)", '"never"']);
    });

    it("shows no password of a URL and nothing of its query", () => {
        for (const endpoint of [
            "https://me:pa55word@contoso.com",
            "https://contoso.com/?key=pa55word",
            "https://contoso.com/#pa55word",
            "me:pa55word@contoso.com",
            "https://me:pa55/word@contoso.com",
            "ftp://me:pa55word@contoso.com",
        ]) {
            const failures = failuresWith(checkAssignment, assignment, { endpoint });
            expect(failures[0]?.reason, endpoint).to.contain("contoso.com").and.not.to.contain("pa55");
        }
    });

    it("bounds long values and shows no control characters or direction marks", () => {
        const hostile = `\u001b[31m\u202e${"x".repeat(10_000)}`;
        const failures = failuresWith(checkAssignment, assignment, {
            projectName: hostile,
            endpoint: hostile,
            [hostile]: 1,
            ...withMember({ azureResourceId: hostile, [hostile]: 1 }),
        });
        expect(failures).to.have.length(5);
        for (const { property, reason } of failures) {
            expect(property + reason).not.to.match(/[\p{Cc}\p{Cf}]/u);
            expect(property.length + reason.length).to.be.below(900);
        }
    });
});
