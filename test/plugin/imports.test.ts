import { expect } from "chai";
import type { EmulatorSeed } from "#emulator/state/emulatorState";
import type { PropertyMap } from "../engine/deployment/property";
import { failureOf } from "../harness/bench/failureOf";
import { deviceId, member } from "../harness/bench/samples";
import { MemoryPlugin } from "./support/memoryPlugin";

const contoso = "https://contoso.cognitiveservices.azure.com";
const address = `${contoso}/language/authoring/analyze-conversations/projects/EmailApp`;
const identities = "beta/deviceManagement/windowsAutopilotDeviceIdentities";
const account = { userPrincipalName: "room@contoso.com", addressableUserName: "Room 1" };
const seed: EmulatorSeed = {
    projects: {
        "analyze-conversations/EmailApp": { resources: [member("One"), member("two")] },
        "analyze-text/EmailApp": { resources: [member("three")] },
        "analyze-conversations/Empty": {},
    },
    devices: { [deviceId]: { resourceAccount: account, serialNumber: "R9-0123456" } },
};
const nothing = { inputs: {}, outputs: {} };

const kinds = {
    assignment: { urn: urnOf("language:ProjectResourceAssignment"), name: "app" },
    binding: { urn: urnOf("devices:DeviceResourceAccountBinding"), name: "room" },
};

function urnOf(type: string): string {
    return `urn:pulumi:test::plugin::azure-assignments:${type}::imported`;
}

/** What a list of the service is answered with, whatever the emulator holds. */
function listing(resources: readonly PropertyMap[]) {
    const plugin = new MemoryPlugin(seed);
    const text = JSON.stringify({ value: resources });
    plugin.faults({ match: { path: "/resources\\?" }, times: 1_000, action: { text } });
    return plugin;
}

/**
 * Goes through what `pulumi import` does, and the preview of the program that it writes: it reads by the id, checks what it read against
 * itself, and declares exactly that.
 */
async function expectQuietProgram(plugin: MemoryPlugin, kind: keyof typeof kinds, id: string) {
    const { urn, name } = kinds[kind];
    const importing = await plugin.start();
    const found = await importing.read(urn, id, nothing);
    const inputs = found.inputs ?? {};
    const checked = await importing.check(urn, inputs, inputs);
    expect(checked).to.deep.equal({ inputs, failures: [] });
    const old = { inputs, outputs: found.outputs };
    const diff = await importing.diff(urn, found.id, old, checked.inputs, []);
    expect(diff, "the diff of the import").to.deep.include({ changes: false, replaces: [], kinds: {} });

    const stack = plugin.stack();
    stack.state.resources[name] = { name, kind, id: found.id, ...old };
    const program = { [name]: { kind, args: inputs } };
    const expectNoChange = async (when: string) => {
        const { steps, lines } = await stack.preview(program);
        expect([steps, lines], when).to.deep.equal([[{ op: "same", name }], []]);
        expect((await stack.up(program)).steps, when).to.deep.equal([{ op: "same", name }]);
    };
    await expectNoChange("at first");
    expect((await stack.refresh()).ok).to.equal(true);
    await expectNoChange("after a refresh");
    expect(stack.state.resources[name]?.inputs).to.deep.equal(inputs);
    expect(plugin.count(/^POST/)).to.equal(0);
    return { stack, inputs };
}

describe("an import by the plugin", () => {
    const good: [kind: keyof typeof kinds, id: string, inputs: PropertyMap, host: string][] = [
        ["assignment", address, { endpoint: contoso, projectName: "EmailApp" }, "contoso.cognitiveservices.azure.com"],
        ["assignment", `${address}/`, { endpoint: contoso }, "contoso.cognitiveservices.azure.com"],
        ["assignment", address.replace("language/authoring/", ""), {}, "contoso.cognitiveservices.azure.com"],
        ["assignment", address.replace("conversations", "text"), { projectKind: "text" }, new URL(contoso).host],
        ["assignment", address.replace(".com", ".us"), {}, "contoso.cognitiveservices.azure.us"],
        ["assignment", address.replace(contoso, "https://proxy.example:8443"), {}, "proxy.example:8443"],
        ["binding", deviceId, { cloud: "public" }, "graph.microsoft.com"],
        ["binding", `public/${deviceId.toUpperCase()}`, { cloud: "public" }, "graph.microsoft.com"],
        ["binding", `usgovernmentdod/${deviceId}`, { cloud: "usgovernmentdod" }, "dod-graph.microsoft.us"],
        [
            "binding",
            `https://graph.microsoft.us/${identities}/${deviceId}`,
            { cloud: "usgovernment" },
            "graph.microsoft.us",
        ],
        [
            "binding",
            `https://proxy.example/${identities}/${deviceId}`,
            { graphEndpoint: "https://proxy.example" },
            "proxy.example",
        ],
    ];
    for (const [kind, id, expected, host] of good) {
        it(`of ${id} gives back what a program may declare: its preview changes nothing`, async () => {
            const plugin = new MemoryPlugin(seed);
            const { inputs } = await expectQuietProgram(plugin, kind, id);
            expect(inputs).to.deep.include(expected);
            expect([...plugin.hosts]).to.include(host);
        });
    }

    const bad: [kind: keyof typeof kinds, id: string, words: RegExp][] = [
        [
            "assignment",
            "EmailApp",
            /"EmailApp" is not the id of a ProjectResourceAssignment\. Give the project's address/,
        ],
        ["assignment", contoso, /is not the id/],
        ["assignment", `${address}/resources`, /is not the id/],
        ["assignment", address.replace("conversations", "documents"), /is not the id/],
        ["assignment", member("one").azureResourceId, /is not the id/],
        ["assignment", "analyze-conversations/projects/EmailApp", /does not say where the project is/],
        ["assignment", address.replace("EmailApp", "a%2Fb"), /characters that a project name cannot have/],
        ["assignment", address.replace("https", "http"), /not an https address/],
        ["assignment", address.replace(contoso, "https://westeurope.api.cognitive.microsoft.com"), /regional endpoint/],
        ["assignment", `user:password@${address}`, /not a URL/],
        [
            "binding",
            "room@contoso.com",
            /is not the id of a DeviceResourceAccountBinding\. Give the cloud and the device's id/,
        ],
        ["binding", `mars/${deviceId}`, /is not the id/],
        ["binding", `public/${deviceId}/`, /is not the id/],
        ["binding", `public/{${deviceId}}`, /is not the id/],
        ["binding", `https://graph.microsoft.com/v1.0/${identities.slice(5)}/${deviceId}`, /is not the id/],
        ["binding", `http://proxy.example/${identities}/${deviceId}`, /not an https address/],
    ];
    for (const [kind, id, words] of bad) {
        it(`of ${id} is refused, and nothing is sent`, async () => {
            const plugin = new MemoryPlugin(seed);
            const error = await failureOf((await plugin.start()).read(kinds[kind].urn, id, nothing));
            expect(error.message).to.match(words);
            expect([...plugin.hosts]).to.deep.equal([]);
        });
    }

    for (const [kind, id] of [
        ["assignment", address.replace("EmailApp", "Empty")],
        ["assignment", address.replace("EmailApp", "Nowhere")],
        ["binding", `public/${deviceId.replace("0a", "1a")}`],
    ] as const) {
        it(`of ${id}, where there is nothing, says so`, async () => {
            const provider = await new MemoryPlugin(seed).start();
            const error = await failureOf(provider.read(kinds[kind].urn, id, nothing));
            expect(error.message).to.match(/There is nothing to import: .* was looked for at/);
        });
    }

    it("gives back every input that has a value: what `pulumi import` writes into the program", async () => {
        const provider = await new MemoryPlugin(seed).start();
        const app = await provider.read(kinds.assignment.urn, address, nothing);
        expect(app.inputs).to.deep.equal({
            endpoint: contoso,
            projectName: "EmailApp",
            projectKind: "conversations",
            resources: [{ ...member("One"), customDomain: "one" }, member("two")],
            apiVersion: "2022-10-01-preview",
            existing: "adopt",
            deleteDeployments: false,
        });
        const room = await provider.read(kinds.binding.urn, deviceId, nothing);
        expect(room.inputs).to.deep.equal({ deviceId, ...account, cloud: "public", existing: "adopt" });
    });

    it("has domains that are the program's to tell, once and for nothing", async () => {
        const plugin = new MemoryPlugin(seed);
        const { stack, inputs } = await expectQuietProgram(plugin, "assignment", address);
        const withDomains = (...domains: string[]) => {
            const resources = (inputs.resources as PropertyMap[]).map((one, index) => ({
                ...one,
                customDomain: domains[index],
            }));
            return { app: { kind: "assignment" as const, args: { ...inputs, resources } } };
        };
        const opsOf = async (...domains: string[]) =>
            (await stack.up(withDomains(...domains))).steps.map(({ op, failure }) => failure?.told ?? op);
        expect(await opsOf("our-one", "two")).to.deep.equal(["same"]);
        expect((await stack.refresh()).ok).to.equal(true);
        expect(await opsOf("our-one", "our-two")).to.deep.equal(["same"]);
        expect(plugin.jobs()).to.deep.equal([]);
        expect(await opsOf("our-one", "other")).to.deep.equal(["update"]);
        expect(plugin.jobs()).to.deep.equal(["unassign two", "assign two"]);
    });

    it("differs from a program that declares what no service knows, so that Pulumi refuses the option until it is left out", async () => {
        const provider = await new MemoryPlugin(seed).start();
        const { urn } = kinds.assignment;
        const { id, inputs = {}, outputs } = await provider.read(urn, address, nothing);
        const own = { existing: "keep", deleteDeployments: true, apiVersion: "2025-11-01", timeouts: { create: "1h" } };
        const news = await provider.check(urn, inputs, { ...inputs, ...own });
        const { kinds: differences } = await provider.diff(urn, id, { inputs, outputs }, news.inputs, []);
        expect(differences).to.have.all.keys(own);
    });

    for (const [title, resources, domains] of [
        [
            "ids with a closing slash",
            [{ ...member("one"), azureResourceId: `${member("one").azureResourceId}/` }],
            ["one"],
        ],
        [
            "accounts whose names are no domains",
            [member("a_b."), member("a".repeat(64)), member(`${"b".repeat(62)}-c`)],
            ["a-b", "a".repeat(63), "b".repeat(62)],
        ],
    ] as const) {
        it(`of ${title} guesses what a program may declare`, async () => {
            const listed = resources.map(({ azureResourceId, region }) => ({ azureResourceId, region }));
            const { inputs } = await expectQuietProgram(listing(listed), "assignment", address);
            const imported = inputs.resources as ReturnType<typeof member>[];
            expect(imported.map(({ customDomain }) => customDomain)).to.deep.equal(domains);
        });
    }

    it("of what no program can declare is refused, and says what to do instead", async () => {
        const { azureResourceId } = member("one");
        const plugin = listing([{ azureResourceId }, { ...member("two") }]);
        const error = await failureOf((await plugin.start()).read(kinds.assignment.urn, address, nothing));
        expect(error.message).to.match(/cannot be imported: resources\[0\]\.region: .*Declare the assignment instead/);
        expect(plugin.lines).to.deep.equal([]);
    });

    it("leaves out the names of an account that no program can declare", async () => {
        const blank = { ...account, addressableUserName: " " };
        const plugin = new MemoryPlugin({ ...seed, devices: { [deviceId]: { resourceAccount: blank } } });
        const { inputs } = await expectQuietProgram(plugin, "binding", deviceId);
        expect(inputs).not.to.have.property("addressableUserName");
    });

    it("is in the provider's cloud where neither id nor endpoint tells another", async () => {
        const clouds: [keyof typeof kinds, string, string | undefined][] = [
            ["assignment", address, undefined],
            ["assignment", address.replace(contoso, "https://proxy.example"), "usgovernment"],
            ["binding", deviceId, "usgovernment"],
            ["binding", `public/${deviceId}`, "public"],
        ];
        for (const [kind, id, cloud] of clouds) {
            const provider = await new MemoryPlugin(seed).start({ cloud: "usgovernment" });
            const { inputs } = await provider.read(kinds[kind].urn, id, nothing);
            expect(inputs?.cloud, id).to.equal(cloud);
        }
    });
});

describe("a program that reads what another one manages (`get`)", () => {
    for (const [title, state] of [
        ["by its id alone", {}],
        ["by its id and some properties", { projectName: "EmailApp", existing: "keep" }],
    ] as const) {
        it(`finds it ${title}`, async () => {
            const plugin = new MemoryPlugin(seed);
            const { urn } = kinds.assignment;
            const found = await (await plugin.start()).read(urn, address, { inputs: {}, outputs: state });
            expect(found.id).to.equal(address);
            expect(found.outputs).to.deep.include({ ...state, endpoint: contoso });
            expect(found.outputs.resources).to.have.length(2);
        });
    }
});
