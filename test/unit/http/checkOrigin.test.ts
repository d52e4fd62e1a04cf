import { expect } from "chai";
import { OriginError } from "#provider/core/errors";
import { checkOrigin } from "#provider/http/links";

const origin = "https://contoso.cognitiveservices.azure.com";

function codeFor(url: string, origin: string): string {
    try {
        checkOrigin({ url, origin, action: "Doing it" });
        return "fine";
    } catch (error) {
        expect(error).to.be.instanceOf(OriginError);
        expect((error as Error).message).to.match(/^Doing it failed: /);
        return (error as OriginError).code;
    }
}

describe("checkOrigin", () => {
    const table: [url: string, origin: string, expected: string][] = [
        [`${origin}/language?api-version=1`, origin, "fine"],
        [`${origin}:443/language`, `${origin}/`, "fine"],
        ["https://CONTOSO.cognitiveservices.azure.com/x", origin, "fine"],
        ["http://127.0.0.1:8080/x", "http://127.0.0.1:8080", "fine"],
        ["http://127.9.8.7/x", "http://127.9.8.7", "fine"],
        ["http://localhost/x", "http://localhost", "fine"],
        ["http://[::1]:3/x", "http://[::1]:3", "fine"],
        ["https://evil.test/x", origin, "ForeignOrigin"],
        [`${origin}:444/x`, origin, "ForeignOrigin"],
        [`${origin}.evil.test/x`, origin, "ForeignOrigin"],
        ["https://contoso.cognitiveservices.azure.com@evil.test/x", origin, "ForeignOrigin"],
        ["https://user:pass@contoso.cognitiveservices.azure.com/x", origin, "ForeignOrigin"],
        ["https://evil.test\\@contoso.cognitiveservices.azure.com/x", origin, "ForeignOrigin"],
        ["http://localhost:1/x", "http://localhost:2", "ForeignOrigin"],
        ["http://contoso.cognitiveservices.azure.com/x", origin, "InsecureUrl"],
        ["http://contoso.test/x", "http://contoso.test", "InsecureUrl"],
        ["http://127.evil.test/x", "http://127.evil.test", "InsecureUrl"],
        ["http://localhost.evil.test/x", "http://localhost.evil.test", "InsecureUrl"],
        ["ftp://localhost/x", "ftp://localhost", "InsecureUrl"],
        ["file:///etc/passwd", "file:///", "InsecureUrl"],
        ["javascript:alert(1)", "javascript:alert(1)", "InsecureUrl"],
        ["/language/x", origin, "MalformedUrl"],
        ["https://", origin, "MalformedUrl"],
        ["", origin, "MalformedUrl"],
    ];
    for (const [url, origin, expected] of table) {
        it(`finds ${JSON.stringify(url)} for ${origin} ${expected}`, () => {
            expect(codeFor(url, origin)).to.equal(expected);
        });
    }

    it("shows neither terminal escapes nor credentials of a hostile URL", () => {
        const act = () => checkOrigin({ url: "https://user:hunter2@evil.test/\u001b[2J", origin, action: "Doing it" });
        expect(act)
            .to.throw(OriginError)
            .with.property("message")
            .that.satisfies((message: string) => {
                return (
                    !message.includes("hunter2") && !message.includes("\u001b") && message.includes("https://evil.test")
                );
            });
    });
});
