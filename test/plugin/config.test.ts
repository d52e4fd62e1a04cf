import { expect } from "chai";
import { isSecret, type PropertyMap } from "../engine/deployment/state/property";
import { ProcessBench } from "../harness/bench/processBench";
import { secret } from "./support/secret";

const urn = "urn:pulumi:test::protocol::pulumi:providers:azure-assignments::default";
const otherDevice = "1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const key = '{"contoso.cognitiveservices.azure.com": "0123456789abcdef0123456789abcdef"}';

describe("the plugin's configuration", () => {
    let bench: ProcessBench;
    before(async () => {
        bench = await ProcessBench.start({
            frontEnd: "plugin",
            config: () => ({ cloud: "usgovernment", version: "0.1.0" }),
        });
    });
    after(() => bench.close());

    const good: [title: string, config: PropertyMap][] = [
        [
            "nothing but what the engine adds",
            { version: "0.1.0", pluginDownloadURL: "https://x.example", __internal: {} },
        ],
        [
            "JSON text, as the default provider is given it",
            { languageKeys: secret(key), deleteDeployments: '["EmailApp"]' },
        ],
        ["values, as some languages give them", { languageKeys: JSON.parse(key), deleteDeployments: true }],
        ["an identity", { tenantId: "contoso.onmicrosoft.com", clientId: "5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a90" }],
        [
            "what is not known yet",
            { tenantId: unknown, languageKeys: unknown, deleteDeployments: unknown, cloud: unknown },
        ],
    ];
    for (const [title, config] of good) {
        it(`takes ${title}`, async () => {
            const { failures, inputs } = await bench.provider.checkConfig(urn, {}, config);
            expect(failures).to.deep.equal([]);
            expect(inputs).to.have.all.keys(config);
        });
    }

    it("keeps keys secret, whoever gave them in clear", async () => {
        const { inputs } = await bench.provider.checkConfig(urn, {}, { languageKeys: key });
        expect(isSecret(inputs.languageKeys)).to.equal(true);
    });

    const bad: [config: PropertyMap, property: string, reason: RegExp][] = [
        [{ tenant: "contoso" }, "tenant", /not a setting of this provider\. Did you mean "tenantId"/],
        [{ tenantId: "contoso" }, "tenantId", /neither the id of a tenant nor one of its domains/],
        [{ clientId: "app" }, "clientId", /is not a GUID/],
        [{ cloud: "azure" }, "cloud", /"azure"/],
        [{ languageKeys: "{nonsense: 0123456789" }, "languageKeys", /is not JSON/],
        [{ deleteDeployments: "yes" }, "deleteDeployments", /neither true, false nor a JSON list/],
    ];
    for (const [config, property, reason] of bad) {
        it(`refuses ${JSON.stringify(config)}`, async () => {
            const { failures } = await bench.provider.checkConfig(urn, {}, config);
            // The engine would print the value of a property that is named, also a key that was set without --secret.
            expect(failures.map((failure) => failure.property)).to.deep.equal([""]);
            expect(failures[0]?.reason)
                .to.match(reason)
                .and.match(new RegExp(`^${property}\\b`));
            expect(failures[0]?.reason).not.to.include("0123456789");
        });
    }

    it("replaces no provider, and with it no resource, whatever changes", async () => {
        const { provider } = bench;
        const changed = await provider.diffConfig(urn, "id", { cloud: "public" }, { cloud: "china", tenantId: "a.b" });
        expect(changed).to.deep.include({ changes: true, replaces: [], deleteBeforeReplace: false });
        const same = await provider.diffConfig(urn, "id", { cloud: "china" }, { cloud: "china", version: "0.2.0" });
        expect(same).to.deep.include({ changes: false, replaces: [] });
    });

    it("gives resources that name no cloud the provider's, unless the endpoint tells it", async () => {
        const room = await bench.checked(bench.binding());
        expect(room.cloud).to.equal("usgovernment");
        const app = await bench.checked(bench.assignment());
        expect(app.cloud).to.equal("usgovernment");
        const told = await bench.checked(
            bench.assignment({ endpoint: "https://contoso.cognitiveservices.azure.com" }, "told"),
        );
        expect(told).not.to.have.property("cloud");
        const own = await bench.checked(bench.binding({ cloud: "china", deviceId: otherDevice }, "own"));
        expect(own.cloud).to.equal("china");
    });
});

describe("two explicit providers", () => {
    it("sign in as whom each is told to", async () => {
        const clients = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"];
        for (const clientId of clients) {
            const bench = await ProcessBench.start({ frontEnd: "plugin", config: () => ({ clientId }) });
            await bench.created(bench.assignment());
            const asked = bench.emulator.state().requests.filter(({ path }) => path.startsWith("/msi/token"));
            await bench.close();
            expect(
                asked.map(({ path }) => new URL(path, "http://localhost").searchParams.get("client_id")),
            ).to.deep.equal([clientId]);
        }
    });
});
