import { expect } from "chai";
import { claimsOf, compareTenant, describeIdentity } from "#provider/auth/identity";
import { testToken } from "../support/testToken";

const tenant = "1a2b3c4d-0000-0000-0000-0000000000aa";
const encoded = (text: string) => Buffer.from(text).toString("base64url");
const nobody = "an identity that the token does not name, by way, in tenant asked";

describe("describeIdentity", () => {
    for (const [title, token, expected] of [
        [
            "an application",
            testToken({ appid: "app", oid: "o", tid: "t" }),
            "application app (object o), by way, in tenant t",
        ],
        ["an application of version 2", testToken({ azp: "app", tid: "t" }), "application app, by way, in tenant t"],
        [
            "a user",
            testToken({ upn: "ann@contoso.com", appid: "cli", oid: "o", tid: "t" }),
            "ann@contoso.com (object o), by way, in tenant t",
        ],
        [
            "a guest",
            testToken({ unique_name: "live.com#ann@x", oid: "o", tid: "t" }),
            "live.com#ann@x (object o), by way, in tenant t",
        ],
        ["an object alone", testToken({ oid: "o" }), "object o, by way, in tenant asked"],
        ["no claims", testToken({}), nobody],
        ["an opaque token", "opaque", nobody],
        ["a payload that is no JSON", `a.${encoded("{")}.c`, nobody],
        ["a payload that is null", `a.${encoded("null")}.c`, nobody],
        ["claims of other kinds", testToken({ upn: 5, appid: {}, tid: ["t"] }), nobody],
        [
            "a claim that writes to the terminal",
            testToken({ upn: "a\u001b[31mb\n", tid: "t" }),
            "a\uFFFD[31mb\uFFFD, by way, in tenant t",
        ],
    ] as const) {
        it(`names ${title}`, () => {
            expect(describeIdentity(token, "way", "asked")).to.equal(expected);
        });
    }

    it("cuts what is too long", () => {
        expect(describeIdentity(testToken({ upn: "a".repeat(5_000) }), "way", undefined)).to.have.length.below(200);
    });

    it("says nothing of a tenant that nobody knows", () => {
        expect(describeIdentity("opaque", "way", undefined)).to.equal(
            "an identity that the token does not name, by way",
        );
        expect(claimsOf("a.b")).to.equal(undefined);
    });
});

describe("compareTenant", () => {
    for (const [title, token, asked, expected] of [
        ["the same", testToken({ tid: tenant }), tenant, "same"],
        ["the same in another letter case", testToken({ tid: tenant }), tenant.toUpperCase(), "same"],
        ["another", testToken({ tid: tenant.replace("1a", "2a") }), tenant, "other"],
        ["a name", testToken({ tid: tenant }), "contoso.com", "unknown"],
        ["none asked for", testToken({ tid: tenant }), undefined, "same"],
        ["a token without a tenant", testToken({}), tenant, "same"],
        ["an opaque token", "opaque", tenant, "same"],
    ] as const) {
        it(`finds ${expected} for ${title}`, () => {
            expect(compareTenant(token, asked)).to.equal(expected);
        });
    }
});
