import { expect } from "chai";
import fc from "fast-check";
import { accountEndpoint, canonicalEndpoint } from "#provider/validation/endpoint";
import {
    canonicalArmId,
    canonicalDomain,
    canonicalGuid,
    canonicalRegion,
    canonicalUpn,
} from "#provider/validation/ids";
import { accountId } from "../support/goodInputs";

const forms: Record<string, { form: (text: string) => string; equal: string[][]; different: [string, string][] }> = {
    canonicalArmId: {
        form: canonicalArmId,
        equal: [[accountId, accountId.toLowerCase(), accountId.toUpperCase(), `${accountId}/`]],
        different: [[accountId, `${accountId}2`]],
    },
    canonicalDomain: {
        form: (text) => canonicalDomain(text),
        equal: [
            ["contoso", "CONTOSO", "contoso.cognitiveservices.azure.com", "Contoso.CognitiveServices.Azure.Com."],
            ["contoso.cognitiveservices.azure.us", "contoso.cognitiveservices.AZURE.US."],
            ["contoso", "Contoso.Services.AI.Azure.Com.", "contoso.cognitiveservices.azure.com"],
            ["contoso.services.ai.azure.us", "contoso.cognitiveservices.azure.us"],
            ["contoso.services.ai.azure.cn", "contoso.cognitiveservices.azure.cn"],
        ],
        different: [
            ["contoso", "contoso.cognitiveservices.azure.us"],
            ["contoso", "contoso.cognitiveservices.azure.cn"],
            ["contoso", "fabrikam"],
            ["contoso", "contoso.com"],
            ["contoso", "fabrikam.services.ai.azure.com"],
            ["contoso", "contoso.services.ai.azure.us"],
            ["contoso", "contoso.services.ai.azure.com.evil.example"],
            ["x.contoso.services.ai.azure.com", "x.contoso.cognitiveservices.azure.com"],
        ],
    },
    canonicalRegion: {
        form: canonicalRegion,
        equal: [["westus2", "West US 2", "WESTUS 2", " west  us 2 "]],
        different: [["westus", "westus2"]],
    },
    canonicalEndpoint: {
        form: canonicalEndpoint,
        equal: [
            ["https://contoso.com", "https://contoso.com/", "HTTPS://CONTOSO.COM:443", "https://Contoso.com:443/"],
            ["http://127.0.0.1:80/", "http://127.0.0.1"],
            ["not a url", "Not a URL/"],
        ],
        different: [
            ["https://contoso.com", "https://contoso.com:8443"],
            ["https://contoso.com", "http://contoso.com"],
            ["https://contoso.com:80", "https://contoso.com"],
            ["https://contoso.com/A", "https://contoso.com/a"],
        ],
    },
    accountEndpoint: {
        form: accountEndpoint,
        equal: [
            [
                "https://contoso.cognitiveservices.azure.com",
                "https://contoso.services.ai.azure.com/",
                "HTTPS://Contoso.Services.AI.azure.com:443",
            ],
            ["https://contoso.cognitiveservices.azure.us", "https://contoso.services.ai.azure.us"],
            ["https://contoso.services.ai.azure.cn", "https://contoso.cognitiveservices.azure.cn/"],
            ["not a url", "Not a URL/"],
        ],
        different: [
            ["https://contoso.services.ai.azure.com:8443", "https://contoso.cognitiveservices.azure.com"],
            ["https://contoso.services.ai.azure.com", "https://contoso.cognitiveservices.azure.us"],
            ["https://contoso.services.ai.azure.com", "https://fabrikam.cognitiveservices.azure.com"],
            ["http://contoso.services.ai.azure.com", "https://contoso.cognitiveservices.azure.com"],
        ],
    },
    canonicalGuid: { form: canonicalGuid, equal: [["ABCDEF", "abcdef"]], different: [["abcdef", "abcdee"]] },
    canonicalUpn: {
        form: canonicalUpn,
        equal: [["Room@Contoso.com", "room@CONTOSO.COM"]],
        different: [["room@contoso.com", "room1@contoso.com"]],
    },
};

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);
const cased = (text: fc.Arbitrary<string>) =>
    fc
        .tuple(text, fc.infiniteStream(fc.boolean()))
        .map(([letters, upper]) =>
            Array.from(letters, (letter) => (upper.next().value ? letter.toUpperCase() : letter)).join(""),
        );

for (const [name, { form, equal, different }] of Object.entries(forms)) {
    describe(name, () => {
        it("is idempotent for any text", () => {
            const texts = fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl({ withFragments: true }), cased(word));
            fc.assert(fc.property(texts, (text) => form(form(text)) === form(text)));
        });

        it("is one form for the spellings of one thing", () => {
            for (const spellings of equal) {
                expect(new Set(spellings.map(form)), spellings.join(" = ")).to.have.property("size", 1);
            }
        });

        it("keeps different things apart", () => {
            for (const [one, another] of different) {
                expect(form(one), `${one} and ${another}`).not.to.equal(form(another));
            }
        });

        it("does not see the letter case of ASCII names", () => {
            const pairs = word.chain((text) => fc.tuple(fc.constant(text), cased(fc.constant(text))));
            fc.assert(fc.property(pairs, ([text, other]) => form(text) === form(other)));
        });
    });
}

describe("canonical forms of generated spellings", () => {
    it("equate a subdomain and its host in each cloud", () => {
        const clouds = { public: "com", usgovernment: "us", china: "cn" } as const;
        const cloudNames = fc.constantFrom<keyof typeof clouds>("public", "usgovernment", "china");
        const dots = fc.nat({ max: 2 });
        fc.assert(
            fc.property(word, cloudNames, dots, (text, cloud, count) => {
                const host = `${text.toUpperCase()}.cognitiveservices.azure.${clouds[cloud]}${".".repeat(count)}`;
                expect(canonicalDomain(host, cloud)).to.equal(canonicalDomain(text, cloud));
            }),
        );
    });

    it("equate a region's name with what people read", () => {
        const parts = fc.array(word, { minLength: 1, maxLength: 4 });
        fc.assert(
            fc.property(parts, (words) => {
                expect(canonicalRegion(words.join(" "))).to.equal(canonicalRegion(words.join("").toUpperCase()));
            }),
        );
    });

    it("equate endpoints with and without default port, slash and letter case", () => {
        const variants = fc.record({ host: fc.domain(), upper: fc.boolean(), port: fc.boolean(), slash: fc.boolean() });
        fc.assert(
            fc.property(variants, ({ host, upper, port, slash }) => {
                const name = upper ? host.toUpperCase() : host;
                const spelling = `${upper ? "HTTPS" : "https"}://${name}${port ? ":443" : ""}${slash ? "/" : ""}`;
                expect(canonicalEndpoint(spelling)).to.equal(canonicalEndpoint(`https://${host}`));
            }),
        );
    });
});
