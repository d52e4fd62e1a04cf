import { request } from "node:http";
import { connect } from "node:net";
import { expect } from "chai";
import { Harness } from "./harness.js";

describe("who may use the controls", () => {
    let at: Harness;
    beforeEach(async () => {
        at = await Harness.start();
        at.seed(["One"]);
    });
    afterEach(() => at.emulator.close());

    /** `fetch` sets Host and Origin itself. */
    function ask(method: string, path: string, headers: Record<string, string>): Promise<[number, string]> {
        return new Promise((resolve, reject) => {
            const sent = request(`${at.emulator.url}${path}`, { method, headers }, async (response) => {
                const chunks: Buffer[] = [];
                for await (const chunk of response) {
                    chunks.push(chunk);
                }
                resolve([response.statusCode ?? 0, Buffer.concat(chunks).toString()]);
            });
            sent.once("error", reject).end();
        });
    }

    const good: Record<string, string>[] = [
        { Host: "localhost" },
        { Host: "LOCALHOST:4010" },
        { Host: "127.0.0.1:1" },
        { Host: "127.255.3.99" },
        { Host: "[::1]:65535" },
        { Host: "localhost:4010", Origin: "http://localhost:4010" },
        { Host: "127.0.0.1", Origin: "HTTP://127.0.0.1" },
    ];
    for (const headers of good) {
        it(`lets in ${JSON.stringify(headers)}`, async () => {
            expect((await ask("GET", "/_emulator/state", headers))[0]).to.equal(200);
        });
    }

    const bad: [headers: Record<string, string>, why: RegExp][] = [
        [
            { Host: "evil.example" },
            /ask 127\.0\.0\.1, localhost or \[::1\]\. This request has the Host .*evil\.example/,
        ],
        [{ Host: "evil.example:4010" }, /evil\.example:4010/],
        [{ Host: "localhost.evil.example" }, /localhost\.evil\.example/],
        [{ Host: "evil.localhost" }, /evil\.localhost/],
        [{ Host: "127.0.0.1.evil.example" }, /Host/],
        [{ Host: "127.0.0.256" }, /Host/],
        [{ Host: "127.1" }, /Host/],
        [{ Host: "128.0.0.1" }, /Host/],
        [{ Host: "0.0.0.0:4010" }, /Host/],
        [{ Host: "192.168.1.5" }, /Host/],
        [{ Host: "[::2]" }, /Host/],
        [{ Host: "localhost:123456" }, /Host/],
        [{ Host: "localhost:4010", Origin: "https://evil.example" }, /pages of .*https:\/\/evil\.example/],
        [{ Host: "localhost:4010", Origin: "null" }, /Origin/],
        [{ Host: "localhost:4010", Origin: "http://localhost:3000" }, /Origin/],
        [{ Host: "localhost:4010", Origin: "http://127.0.0.1:4010" }, /Origin/],
        [{ Host: "localhost:4010", Origin: "https://localhost:4010" }, /Origin/],
    ];
    for (const [headers, why] of bad) {
        it(`refuses ${JSON.stringify(headers)}, says why, and does nothing`, async () => {
            for (const [method, path] of [
                ["GET", "/_emulator/state"],
                ["POST", "/_emulator/reset"],
                ["OPTIONS", "/_emulator/faults"],
                ["GET", "/_emulator/nope"],
            ] as const) {
                const [status, text] = await ask(method, path, headers);
                expect(status, path).to.equal(403);
                const { error } = JSON.parse(text);
                expect(error.code).to.equal("Forbidden");
                expect(error.message).to.match(why);
            }
            expect(at.members()).to.deep.equal(["One"]);
        });
    }

    it("refuses a request without a Host, as HTTP/1.0 allows it", async () => {
        const { port } = new URL(at.emulator.url);
        const socket = connect(Number(port), "127.0.0.1");
        socket.end("POST /_emulator/reset HTTP/1.0\r\n\r\n");
        const chunks: Buffer[] = [];
        for await (const chunk of socket) {
            chunks.push(chunk);
        }
        expect(Buffer.concat(chunks).toString()).to.match(/^HTTP\/1\.1 403 .*This request has no Host\./s);
        expect(at.members()).to.deep.equal(["One"]);
    });

    it("leaves the services themselves to any Host and Origin, as a gateway may name them", async () => {
        const headers = { Host: "contoso.example", Origin: "https://evil.example" };
        const key = { "Ocp-Apim-Subscription-Key": at.emulator.languageKey };
        expect((await ask("GET", at.path(), { ...headers, ...key }))[0]).to.equal(200);
    });
});
