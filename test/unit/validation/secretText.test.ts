import { expect } from "chai";
import fc from "fast-check";
import { collectSecretTexts, redact } from "#provider/validation/secretText";
import { unknown } from "./goodInputs";

describe("collectSecretTexts", () => {
    it("collects the texts of the named properties at any depth, longest first, each once", () => {
        const inputs = {
            open: "not collected",
            name: "alpha",
            list: [{ id: "alphabet", deep: [["beta"]], count: 5, none: null }, "alpha", "ab", unknown],
        };
        expect(collectSecretTexts(inputs, ["name", "list", "absent", "toString"])).to.deep.equal([
            "alphabet",
            "alpha",
            "beta",
        ]);
    });
});

describe("redact", () => {
    const cases: [text: string, secrets: string[], expected: string][] = [
        ["no secret here", [], "no secret here"],
        ["no secret here", [""], "no secret here"],
        ["room@contoso.com is bound", ["room@contoso.com"], "[secret] is bound"],
        ["ROOM@Contoso.com", ["room@contoso.com"], "[secret]"],
        ["GET /users/room%40contoso.com", ["room@contoso.com"], "GET /users/[secret]"],
        ["q=a%2fb", ["a/b"], "q=[secret]"],
        ["name=Room+101&x", ["Room 101"], "name=[secret]&x"],
        ["/x/Room%20101/y", ["Room 101"], "/x/[secret]/y"],
        ['{"a":"say \\"hi\\""}', ['say "hi"'], '{"a":"[secret]"}'],
        ['{"a":"say \\u0022hi\\u0022"}', ['say "hi"'], '{"a":"[secret]"}'],
        ['{"a":"O\\u0027Neil"}', ["O'Neil"], '{"a":"[secret]"}'],
        ['{"a":"K\\u00F6ln"}', ["Köln"], '{"a":"[secret]"}'],
        ['{"a":"a\\/b"}', ["a/b"], '{"a":"[secret]"}'],
        ["contoso-west and contoso", ["contoso", "contoso-west"], "[secret] and [secret]"],
        ["a secret", ["secret", "ret"], "a [secret]"],
        ["a.b axb", ["a.b"], "[secret] axb"],
        ["(x)[y]{z}^$|\\", ["(x)[y]{z}^$|\\"], "[secret]"],
        ["x\ud800y", ["x\ud800y"], "[secret]"],
    ];
    for (const [text, secrets, expected] of cases) {
        it(`makes ${JSON.stringify(text)} without ${JSON.stringify(secrets)} ${JSON.stringify(expected)}`, () => {
            expect(redact(text, secrets)).to.equal(expected);
        });
    }

    it("leaves no spelling of any secret behind", () => {
        const secrets = fc.string({ unit: "grapheme", minLength: 3 }).filter((text) => !/[\\[\]secrt]/i.test(text));
        fc.assert(
            fc.property(secrets, fc.string(), (secret, around) => {
                const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret)];
                const text = spellings.join(around.toUpperCase());
                expect(redact(text, [secret])).not.to.contain(secret);
            }),
        );
    });
});
