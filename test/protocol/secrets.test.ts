import { expect } from "chai";
import { failureOf } from "../harness/bench/failureOf";
import { ProcessBench } from "../harness/bench/processBench";

describe("secrets over the wire", () => {
    let bench: ProcessBench;

    beforeEach(async () => {
        bench = await ProcessBench.start({
            config: ({ url, languageKey }) => ({
                "azure-assignments:languageKeys": JSON.stringify({ [new URL(url).host]: languageKey }),
            }),
        });
    });
    afterEach(() => bench.close());

    const said = () => [...bench.lines, ...bench.printed.stdout, ...bench.printed.stderr].join("\n");

    it("lists with the key of the configuration, and unassigns with a token, which is safe to be taken", async () => {
        const { emulator, provider } = bench;
        const declared = bench.assignment();
        const inputs = await bench.checked(declared);
        emulator.putState({ projects: { "analyze-conversations/EmailApp": { resources: inputs.resources as [] } } });
        const id = "analyze-conversations/projects/EmailApp";
        const read = await provider.read(declared.urn, id, { inputs, outputs: inputs });
        expect(read.outputs.resources).to.deep.equal(inputs.resources);
        const tokens = () => emulator.state().requests.filter(({ path }) => path.startsWith("/msi/")).length;
        expect(tokens()).to.equal(0);
        await provider.delete(declared.urn, id, { inputs, outputs: read.outputs });
        const { projects, requests } = emulator.state();
        expect(projects["analyze-conversations/EmailApp"]?.resources).to.deep.equal([]);
        expect(requests.map(({ path }) => path)).to.satisfy((paths: string[]) =>
            paths.some((path) => path.includes(":unassign")),
        );
        expect(tokens()).to.equal(1);
        expect(said()).not.to.include(emulator.languageKey);
    });

    it("shows the key in no line and no error, not even where the service repeats it", async () => {
        const { emulator, provider } = bench;
        const declared = bench.assignment();
        const inputs = await bench.checked(declared);
        const body = { error: { code: "InvalidRequest", message: `What is ${emulator.languageKey}?` } };
        emulator.setFaults([{ match: { path: "/resources" }, times: 100, action: { status: 400, body } }]);
        const failure = await failureOf(provider.read(declared.urn, "id", { inputs, outputs: inputs }));
        expect(failure.message).to.include("What is");
        expect(failure.message).not.to.include(emulator.languageKey);
        expect(said()).to.include("What is").and.not.to.include(emulator.languageKey);
    });

    const token = "opaque.0123456789+abcdefghijklmnopqrstuvwxyz/0123456789==";
    const around = (length: number) => `${"x ".repeat(length / 2)}${token} ${token}`;
    const echoes: [where: string, answer: { body?: unknown; headers?: Record<string, string> }][] = [
        ["a message", { body: { error: { code: "X", message: `Authorization: Bearer ${token} is bad` } } }],
        ["a message that is cut", { body: { error: { code: "X", message: around(570) } } }],
        ["a code", { body: { error: { code: token, message: "X" } } }],
        ["a code that is cut", { body: { error: { code: around(60), message: "X" } } }],
        ["details", { body: { error: { code: "X", details: [{ code: token, message: token, target: token }] } } }],
        ["an inner error", { body: { error: { code: "X", innererror: { code: "Y", message: around(560) } } } }],
        ["Intune's text", { body: { error: { message: JSON.stringify({ Message: around(580) }) } } }],
        ["a header", { body: {}, headers: { "x-ms-error-code": around(50) } }],
        ["the request's id", { body: {}, headers: { "apim-request-id": around(66) } }],
        ["an URI", { body: { error: { message: `GET /x?token=${encodeURIComponent(token)}` } } }],
    ];
    it("shows no token that a service repeats, wherever it does, whole or cut", async () => {
        const { emulator, provider } = bench;
        const issued = { access_token: token, expires_on: "4102444800", resource: "r", token_type: "Bearer" };
        const declared = bench.binding();
        const inputs = await bench.checked(declared);
        for (const [where, answer] of echoes) {
            emulator.setFaults([
                { match: { path: "/msi/token" }, times: 9, action: { status: 200, body: issued } },
                { match: { path: "windowsAutopilot" }, times: 9, action: { status: 400, ...answer } },
            ]);
            const failure = await failureOf(provider.read(declared.urn, "id", { inputs, outputs: inputs }));
            expect(failure.message, where)
                .to.include("[secret]")
                .and.not.match(/opaque|0123456789/);
        }
        expect(said())
            .to.include("[secret]")
            .and.not.match(/opaque|0123456789/);
    });

    it("shows no host of a secret endpoint that ends in a slash, and nothing of secret members where a text is cut", async () => {
        const { emulator, provider } = bench;
        const endpoint = `${emulator.url.replace("127.0.0.1", "localhost")}/`;
        const { host } = new URL(endpoint);
        const secretInputs = ["endpoint", "resources"];
        const declared = bench.assignment({ endpoint, secretInputs, timeouts: { create: "3s" } });
        emulator.setFaults([{ match: { path: "/resources" }, times: 99, action: { reset: "before" } }]);
        const lost = await failureOf(provider.create(declared.urn, await bench.checked(declared)));
        expect(lost.message).to.match(/the connection to \[secret\] /);

        const message = `No account at ${host}. ${"x".repeat(500)} ${JSON.stringify(declared.inputs.resources)}`;
        const jobErrors = [{ code: "X", message, target: endpoint }];
        emulator.setFaults([{ match: { path: ":assign" }, times: 9, action: { jobStatus: "failed", jobErrors } }]);
        const failed = await failureOf(provider.create(declared.urn, await bench.checked(declared)));
        const text = `${failed.message} ${said()}`;
        expect(text).to.include("No account at [secret]");
        expect(text)
            .not.to.include(host)
            .and.not.match(/\/subscr|azureResourceId":"\//);
    });

    it("takes a transform's word for what it made secret", async () => {
        const { emulator, provider } = bench;
        const change = { userPrincipalName: "hush@contoso.com", secretInputs: ["userPrincipalName"] };
        const declared = bench.binding(change);
        const inputs = await bench.checked(declared);
        const body = { error: { code: "BadRequest", message: "There is no user HUSH@contoso.com." } };
        emulator.setFaults([{ match: { path: "assignResource" }, times: 9, action: { status: 400, body } }]);
        const failure = await failureOf(provider.create(declared.urn, inputs));
        expect(failure.message).to.include("There is no user [secret].");
        expect(said()).not.to.match(/hush/i);
    });

    it("fails a bad secret input without its value, by a name for which the engine has none", async () => {
        const { urn, inputs } = bench.binding();
        const userPrincipalName = "hunter2 without an at sign";
        const bad = { ...inputs, userPrincipalName, secretInputs: ["userPrincipalName"] };
        const { failures } = await bench.provider.check(urn, {}, bad);
        expect(failures.map(({ property }) => property)).to.deep.equal([""]);
        expect(failures[0]?.reason)
            .to.match(/^userPrincipalName: \(secret\) /)
            .and.not.to.include("hunter2");
        expect(said()).not.to.include("hunter2");
    });
});
