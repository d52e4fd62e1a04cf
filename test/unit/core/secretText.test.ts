import { expect } from "chai";
import fc from "fast-check";
import { collectSecretTexts, Redactor, redact } from "#provider/core/redaction";
import { countedWork } from "../support/countedWork";
import { unknown } from "../support/goodInputs";

describe("collectSecretTexts", () => {
    it("collects the texts of the named properties at any depth, each once", () => {
        const inputs = {
            open: "not collected",
            name: "alpha",
            list: [{ id: "alphabet", deep: [["beta"]], count: 5, none: null }, "alpha", "ab", unknown],
        };
        expect([...collectSecretTexts(inputs, ["name", "list", "absent", "toString"])]).to.deep.equal([
            "alpha",
            "alphabet",
            "beta",
            "ab",
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
        ["ΌΣΟΣ and όσος", ["όσος"], "[secret] and [secret]"],
        ["İI", ["xyz"], "İI"],
        ["a of ab", ["a", "ab"], "a of ab"],
        ["weu, of /a/weu/", ["/a/weu/"], "[secret], of [secret]"],
        ["it was sec…", ["secret"], "it was [secret]…"],
        ["it was se…", ["secret"], "it was se…"],
        ["a token %2Fx%2F…", ["a/x/y"], "a token %2Fx%2F…"],
        ["cut in a%2Fx%…", ["a/x/y"], "cut in [secret]…"],
        ["Room 12, Room\ufffd12", ["Room  12", "Room\u000712"], "[secret], [secret]"],
    ];
    for (const [text, secrets, expected] of cases) {
        it(`makes ${JSON.stringify(text)} without ${JSON.stringify(secrets)} ${JSON.stringify(expected)}`, () => {
            expect(redact(text, secrets)).to.equal(expected);
        });
    }

    const address = "https://Hidden.cognitiveservices.azure.com/";
    for (const told of [
        "https://hidden.cognitiveservices.azure.com",
        "https://HIDDEN.cognitiveservices.azure.com/",
        "https://hidden.cognitiveservices.azure.com:443/x",
        "hidden.cognitiveservices.azure.com",
        "https%3A%2F%2Fhidden.cognitiveservices.azure.com%2F",
        "hidden.fabrikam.test",
        "the account 'hidden'",
    ]) {
        for (const endpoint of [address, address.slice(0, -1), `${address}//`, "hidden.cognitiveservices.azure.com"]) {
            it(`tells nothing of the address ${endpoint} where "${told}" is said`, () => {
                expect(redact(`The connection to ${told} broke`, [endpoint])).not.to.match(/hidden/i);
            });
        }
    }

    it("hides the host of an address with a port, with it and without", () => {
        const text = redact("127.0.0.1:4010 of 127.0.0.1", ["http://127.0.0.1:4010/"]);
        expect(text).to.equal("[secret] of [secret]");
    });

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

describe("Redactor", () => {
    const id = (index: number) => `/subscriptions/8ff19748/resourceGroups/rg/providers/x/accounts/account-${index}`;
    const ids = (count: number) => Array.from({ length: count }, (_, index) => id(index));

    function knowing(count: number): Redactor {
        const redactor = new Redactor();
        redactor.add(ids(count));
        return redactor;
    }

    it("takes no longer to redact a line when it knows sixteen times as many secrets", () => {
        const [few, many] = [knowing(375), knowing(6_000)];
        const line = `${ids(100).join(", ")} ${"no secret at all ".repeat(500)}`;
        const work = (redactor: Redactor) => countedWork(() => redactor.redact(line));
        expect(work(few)).to.be.above(line.length);
        expect(work(many)).to.be.below(1.5 * work(few));
    });

    it("takes four times as long for a line that is four times as long", () => {
        const redactor = knowing(1_500);
        const line = `${ids(10).join(", ")} /subscriptions/8ff19748/resource ${id(7).slice(0, -1)}`;
        const work = (times: number) => countedWork(() => redactor.redact(line.repeat(times)));
        expect(work(40)).to.be.below(4.4 * work(10));
    });

    it("learns at one price, however much it knows already", () => {
        const redactor = new Redactor();
        const price = (from: number, to: number) =>
            countedWork(() => {
                for (let index = from; index < to; index++) {
                    redactor.add([id(index)]);
                }
            });
        const first = price(0, 500);
        price(500, 3_500);
        expect(price(3_500, 4_000)).to.be.below(1.5 * first);
    });

    it("looks once at what it knows already", () => {
        const redactor = knowing(1_000);
        expect(countedWork(() => redactor.add(ids(1_000)))).to.be.below(2_500);
    });
});
