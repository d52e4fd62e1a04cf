import { expect } from "chai";
import { parseEndpoint } from "#provider/validation/parseEndpoint";

describe("parseEndpoint", () => {
    it("keeps the spelling of the base but for the closing slash, and gives the canonical origin", () => {
        expect(parseEndpoint("HTTPS://Contoso.example:443/")).to.deep.equal({
            base: "HTTPS://Contoso.example:443",
            origin: "https://contoso.example",
            host: "contoso.example",
            hostname: "contoso.example",
            loopback: false,
        });
    });

    const loopbacks = {
        "http://127.0.0.1:8080": true,
        "http://127.9.9.9": true,
        "http://LOCALHOST": true,
        "http://[::1]:8080/": true,
        "https://localhost.contoso.com": false,
        "https://10.0.0.1": false,
    };
    for (const [text, loopback] of Object.entries(loopbacks)) {
        it(`takes ${text} for ${loopback ? "this machine" : "another machine"}`, () => {
            expect(parseEndpoint(text).loopback).to.equal(loopback);
        });
    }

    it("throws an error that says what is wrong and shows no password", () => {
        expect(() => parseEndpoint("https://contoso.com/x")).to.throw(TypeError, /"https:.*\/x" has a path\./);
        expect(() => parseEndpoint("https://me:pa55word@contoso.com"))
            .to.throw(TypeError, /user information/)
            .with.property("message")
            .that.does.not.contain("pa55word");
    });
});
