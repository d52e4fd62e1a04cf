import { expect } from "chai";
import { assignment, binding } from "./support/declaration";
import { failureOf } from "./support/failureOf";
import { type ProviderBench, startBench } from "./support/providerBench";

describe("secrets over the wire", () => {
    let bench: ProviderBench;

    beforeEach(async () => {
        bench = await startBench({
            config: ({ url, languageKey }) => ({
                "azure-assignments:languageKeys": JSON.stringify({ [new URL(url).host]: languageKey }),
            }),
        });
    });
    afterEach(() => bench.close());

    const said = () => [...bench.lines, ...bench.printed.stdout, ...bench.printed.stderr].join("\n");

    it("lists and unassigns with the key of the configuration, without a token", async () => {
        const { emulator, provider } = bench;
        const declared = assignment(emulator.url);
        const inputs = await bench.checked(declared);
        emulator.putState({ projects: { "analyze-conversations/EmailApp": { resources: inputs.resources as [] } } });
        const id = "analyze-conversations/projects/EmailApp";
        const read = await provider.read(declared.urn, id, { inputs, outputs: inputs });
        expect(read.outputs.resources).to.deep.equal(inputs.resources);
        await provider.delete(declared.urn, id, { inputs, outputs: read.outputs });
        const { projects, requests } = emulator.state();
        expect(projects["analyze-conversations/EmailApp"]?.resources).to.deep.equal([]);
        expect(requests.map(({ path }) => path)).to.satisfy((paths: string[]) =>
            paths.some((path) => path.includes(":unassign")),
        );
        expect(requests.filter(({ path }) => path.startsWith("/msi/"))).to.deep.equal([]);
        expect(said()).not.to.include(emulator.languageKey);
    });

    it("shows the key in no line and no error, not even where the service repeats it", async () => {
        const { emulator, provider } = bench;
        const declared = assignment(emulator.url);
        const inputs = await bench.checked(declared);
        const body = { error: { code: "InvalidRequest", message: `What is ${emulator.languageKey}?` } };
        emulator.setFaults([{ match: { path: "/resources" }, times: 100, action: { status: 400, body } }]);
        const failure = await failureOf(provider.read(declared.urn, "id", { inputs, outputs: inputs }));
        expect(failure.message).to.include("What is");
        expect(failure.message).not.to.include(emulator.languageKey);
        expect(said()).to.include("What is").and.not.to.include(emulator.languageKey);
    });

    it("fails a bad secret input without its value, by a name for which the engine has none", async () => {
        const { urn, inputs } = binding(bench.emulator.url);
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
