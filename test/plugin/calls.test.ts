import { expect } from "chai";
import { isSecret, makeSecret, type PropertyMap } from "../engine/deployment/property";
import type { CallOptions, ProviderCalls } from "../engine/deployment/providerCalls";
import { ProviderError } from "../engine/deployment/providerError";
import { failureOf } from "../harness/bench/failureOf";
import { deviceId, member } from "../harness/bench/samples";
import { MemoryPlugin } from "./support/memoryPlugin";

const urn = "urn:pulumi:test::plugin::azure-assignments:language:ProjectResourceAssignment::app";
const endpoint = "https://contoso.cognitiveservices.azure.com";
const seed = {
    projects: { "analyze-conversations/EmailApp": {}, "analyze-conversations/ChatApp": {} },
    devices: { [deviceId]: { serialNumber: "R9-0123456" } },
};
const declared = { endpoint, projectName: "EmailApp", resources: [member("one"), member("two")] };

/** An assignment that is there. */
async function createdApp(provider: ProviderCalls, changes: PropertyMap = {}) {
    const { inputs } = await provider.check(urn, {}, { ...declared, ...changes });
    const { id, outputs } = await provider.create(urn, inputs);
    return { id, old: { inputs, outputs } };
}

describe("the time that the engine gives a verb of the plugin", () => {
    const later = { ...declared, resources: [member("one"), member("three")] };
    type App = Awaited<ReturnType<typeof createdApp>>;
    const verbs: Record<string, (provider: ProviderCalls, app: App, how: CallOptions) => Promise<unknown>> = {
        create: (provider, { old }, how) => provider.create(urn, { ...old.inputs, projectName: "ChatApp" }, how),
        update: (provider, { id, old }, how) => provider.update(urn, id, old, { ...old.inputs, ...later }, how),
        delete: (provider, { id, old }, how) => provider.delete(urn, id, old, how),
        read: (provider, { id, old }, how) => provider.read(urn, id, old, how),
    };
    const limits: [title: string, timeout: string, how: CallOptions, least: number, most: number][] = [
        ["customTimeouts, which are shorter", "1h", { timeoutInSeconds: 30 }, 25, 45],
        ["customTimeouts, which are longer", "30s", { timeoutInSeconds: 3_600 }, 3_550, 3_650],
        ["timeouts, where there are no customTimeouts", "30s", { timeoutInSeconds: 0 }, 25, 45],
    ];
    for (const [verb, call] of Object.entries(verbs)) {
        for (const [title, timeout, how, least, most] of limits) {
            it(`is that of ${title}: ${verb}`, async () => {
                const plugin = new MemoryPlugin(seed);
                const { clock } = plugin;
                const provider = await plugin.start();
                const app = await createdApp(provider, { timeouts: { [verb]: timeout } });
                plugin.faults({ match: { path: "/(resources|jobs)/?" }, times: 1e6, action: { status: 503 } });
                const startedAt = clock.now();
                await failureOf(call(provider, app, how));
                expect((clock.now() - startedAt) / 1_000)
                    .to.be.at.least(least)
                    .and.at.most(most);
            });
        }
    }

    it("is forgotten after the call: the state has what the program declares", async () => {
        const plugin = new MemoryPlugin(seed, { jobDurationMs: 600_000 });
        const provider = await plugin.start();
        const timeouts = { create: "1h" };
        const creating = provider.create(urn, { ...declared, timeouts }, { timeoutInSeconds: 30 });
        const { partial } = (await failureOf(creating)) as ProviderError;
        expect(partial?.outputs.timeouts).to.deep.equal(timeouts);
        plugin.options({ jobDurationMs: 0 });
        const read = await provider.read(
            urn,
            partial?.id ?? "",
            { inputs: { ...declared, timeouts }, outputs: partial?.outputs ?? {} },
            { timeoutInSeconds: 90 },
        );
        expect([read.inputs?.timeouts, read.outputs.timeouts]).to.deep.equal([timeouts, timeouts]);
    });
});

describe("Cancel", () => {
    for (const [title, resources] of [
        ["", declared.resources],
        [", whose secrets stay such", makeSecret({ value: declared.resources })],
    ] as const) {
        it(`ends a verb within seconds, and stores what is open${title}`, async () => {
            const plugin = new MemoryPlugin(seed, { jobDurationMs: 600_000 });
            const { clock, emulator, lines } = plugin;
            const provider = await plugin.start();
            const creating = failureOf(provider.create(urn, { ...declared, resources }));
            await clock.sleep(5_000);
            await provider.cancel();
            const error = await creating;
            expect(clock.elapsedInMs).to.be.below(12_000);
            expect(lines.join("\n")).to.include("asked to stop");
            expect(error).to.be.instanceOf(ProviderError);
            const { partial } = error as ProviderError;
            const [job] = emulator.state().jobs;
            expect(partial?.outputs.pending).to.include({ verb: "assign", jobId: job?.jobId });
            expect(isSecret(partial?.outputs.resources)).to.equal(isSecret(resources));
        });
    }
});

describe("what the plugin tells of a change", () => {
    const cases: [title: string, changes: PropertyMap, kinds: Record<string, string>, deletesFirst?: boolean][] = [
        ["another project", { projectName: "ChatApp" }, { projectName: "UPDATE_REPLACE" }],
        [
            "another endpoint",
            { endpoint: "https://other.cognitiveservices.azure.com" },
            { endpoint: "UPDATE_REPLACE" },
            true,
        ],
        ["the same endpoint in another spelling", { endpoint: `${endpoint.toUpperCase()}/` }, {}],
        ["a member more", { resources: [...declared.resources, member("three")] }, { "resources[2]": "ADD" }],
        ["a member less", { resources: [member("two")] }, { "resources[0]": "DELETE" }],
        ["another order", { resources: [member("two"), member("one")] }, {}],
        ["one in the place of another", { resources: [member("one"), member("three")] }, { "resources[1]": "UPDATE" }],
        [
            "another region",
            { resources: [member("one"), { ...member("two"), region: "eastus" }] },
            { "resources[1].region": "UPDATE" },
        ],
        [
            "one that leaves, one that changes and one that joins",
            { resources: [{ ...member("two"), region: "northeurope" }, member("three")] },
            { "resources[0].region": "UPDATE", "resources[1]": "ADD", "resources[0]": "DELETE" },
        ],
        ["what was not there", { timeouts: { create: "1h" } }, { timeouts: "ADD" }],
        ["what is only stored", { deleteDeployments: true }, { deleteDeployments: "UPDATE" }],
    ];
    for (const [title, changes, kinds, deletesFirst = false] of cases) {
        it(`by path: ${title}`, async () => {
            const provider = await new MemoryPlugin(seed).start();
            const { id, old } = await createdApp(provider);
            const { inputs } = await provider.check(urn, old.inputs, { ...declared, ...changes });
            const diff = await provider.diff(urn, id, old, inputs, []);
            expect(diff.kinds).to.deep.equal(kinds);
            const replacing = Object.keys(kinds).filter((path) => kinds[path]?.endsWith("REPLACE"));
            expect(diff).to.deep.include({
                changes: Object.keys(kinds).length > 0,
                replaces: replacing,
                deleteBeforeReplace: deletesFirst,
            });
        });
    }

    it("in a preview: the inputs, and nothing that only the services know", async () => {
        const plugin = new MemoryPlugin(seed);
        const provider = await plugin.start();
        const { id, old } = await createdApp(provider);
        const sent = plugin.count(/./);
        const news = { ...old.inputs, resources: makeSecret({ value: [member("three")] }) };
        const outputs = await provider.update(urn, id, old, news, { isPreview: true });
        expect(outputs).to.deep.equal(news);
        expect(plugin.count(/./)).to.equal(sent);
    });
});

describe("the functions of an explicit provider", () => {
    const calls: [token: string, args: PropertyMap, host: string][] = [
        ["devices:getAutopilotDevice", { serialNumber: "R9-0123456" }, "graph.microsoft.us"],
        ["devices:getAutopilotDevice", { serialNumber: "R9-0123456", cloud: "public" }, "graph.microsoft.com"],
        [
            "language:getProjectResources",
            { projectName: "EmailApp", endpoint: "https://proxy.example" },
            "proxy.example",
        ],
    ];
    for (const [token, args, host] of calls) {
        it(`look where its cloud is, unless they are told another: ${token} ${JSON.stringify(args)}`, async () => {
            const plugin = new MemoryPlugin(seed);
            await (await plugin.start({ cloud: "usgovernment" })).invoke(`azure-assignments:${token}`, args);
            expect([...plugin.hosts]).to.include(host);
            expect([...plugin.scopes].join()).to.match(
                args.cloud === "public" ? /\.com\/.default$/ : /\.us\/.default$/,
            );
        });
    }
});
