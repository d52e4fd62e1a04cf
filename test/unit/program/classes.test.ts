import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { DeviceResourceAccountBinding } from "#provider/program/deviceResourceAccountBinding";
import { ProjectResourceAssignment } from "#provider/program/projectResourceAssignment";
import { deviceId, member, room } from "../../harness/bench/samples";
import { thrownBy } from "../support/thrownBy";
import { type Registered, resolved, useMocks } from "./support/mocks";

const endpoint = "https://contoso.cognitiveservices.azure.com";
/** Pulumi marks a secret by this property of its own. */
const secretMark = "4dabf18193072939515e22adb298388d";
const isMarked = (value: unknown) =>
    typeof value === "object" && value !== null && secretMark in (value as Record<string, unknown>);

describe("the resource classes", function () {
    // The first resource loads Pulumi's serializer of closures, and TypeScript with it.
    this.timeout(600_000);
    let registered: Registered[];

    beforeEach(async () => {
        registered = await useMocks();
    });

    /** Makes a resource, and answers what was registered. */
    async function register(resource: pulumi.CustomResource): Promise<Registered> {
        await resolved(resource.urn);
        const [first] = registered;
        if (!first) {
            throw new Error("nothing was registered");
        }
        return first;
    }

    it("register an assignment under its type token, with its inputs, its name and the provider", async () => {
        const args = { endpoint, projectName: "EmailApp", resources: [member("Weu")] };
        const { type, name, inputs } = await register(new ProjectResourceAssignment("email-app", args));
        expect([type, name]).to.deep.equal(["pulumi-nodejs:dynamic/language:ProjectResourceAssignment", "email-app"]);
        const { __provider, ...rest } = inputs;
        expect(rest).to.deep.equal({ ...args, logicalName: "email-app" });
        expect(__provider).to.contain("pulumi-azure-assignments/runtime").and.contain("projectResourceAssignment");
    });

    it("register a binding under its type token, with its inputs, its name and the provider", async () => {
        const args = { deviceId, userPrincipalName: room, existing: "replace" as const };
        const { type, inputs } = await register(new DeviceResourceAccountBinding("room-12", args));
        expect(type).to.equal("pulumi-nodejs:dynamic/devices:DeviceResourceAccountBinding");
        const { __provider, ...rest } = inputs;
        expect(rest).to.deep.equal({ ...args, logicalName: "room-12" });
        expect(__provider).to.contain("deviceResourceAccountBinding");
    });

    for (const opts of [{ import: "x" }, { customTimeouts: { create: "1h" } }]) {
        it(`refuse the option ${Object.keys(opts)}, in a sentence without a stack`, () => {
            const makers = [
                () => new ProjectResourceAssignment("a", { endpoint, projectName: "EmailApp", resources: [] }, opts),
                () => new DeviceResourceAccountBinding("a", { deviceId, userPrincipalName: room }, opts),
            ];
            for (const make of makers) {
                const error = thrownBy(make) as Error;
                expect(pulumi.RunError.isInstance(error)).to.equal(true);
                expect(error.message).to.match(new RegExp(`^"a": the resource option ${Object.keys(opts)} .+\\.$`));
                expect(error.stack).to.equal("");
            }
            expect(registered).to.deep.equal([]);
        });
    }

    it("take these options where they are undefined", async () => {
        const opts = { import: undefined, customTimeouts: undefined };
        await register(new DeviceResourceAccountBinding("b", { deviceId, userPrincipalName: room }, opts));
    });

    it("have an output for everything that a state holds", () => {
        const assignment = new ProjectResourceAssignment("a", { endpoint, projectName: "EmailApp", resources: [] });
        const binding = new DeviceResourceAccountBinding("b", { deviceId, userPrincipalName: room });
        for (const name of [
            "endpoint",
            "projectName",
            "projectKind",
            "resources",
            "apiVersion",
            "cloud",
            "existing",
            "timeouts",
            "lastAssignJob",
            "lastUnassignJob",
            "pending",
        ] as const) {
            expect(pulumi.Output.isInstance(assignment[name]), name).to.equal(true);
        }
        for (const name of [
            "deviceId",
            "userPrincipalName",
            "addressableUserName",
            "resourceAccountName",
            "cloud",
            "graphEndpoint",
            "existing",
            "timeouts",
            "serialNumber",
            "displayName",
            "observedIn",
            "pending",
        ] as const) {
            expect(pulumi.Output.isInstance(binding[name]), name).to.equal(true);
        }
    });

    const secrets: [title: string, change: object, expected: string[]][] = [
        ["a whole input", { resources: pulumi.secret([member("Weu")]) }, ["resources"]],
        [
            "a value deep inside",
            { resources: [{ ...member("Weu"), customDomain: pulumi.secret("weu") }] },
            ["resources"],
        ],
        [
            "several inputs",
            { endpoint: pulumi.secret(endpoint), existing: pulumi.secret("adopt") },
            ["endpoint", "existing"],
        ],
        [
            "what is made of a secret",
            { resources: pulumi.secret("weu").apply((domain) => [member("Weu", "westeurope", domain)]) },
            ["resources"],
        ],
    ];
    for (const [title, change, expected] of secrets) {
        it(`tell the provider which inputs are secret: ${title}`, async () => {
            const args = { endpoint, projectName: "EmailApp", resources: [member("Weu")], ...change };
            const { inputs } = await register(new ProjectResourceAssignment("a", args));
            expect(inputs.secretInputs).to.have.members(expected);
        });
    }

    it("tell the provider which outputs are to be secret besides", async () => {
        const args = { endpoint, projectName: "EmailApp", resources: [member("Weu")] };
        const secretOutputs = { additionalSecretOutputs: ["resources", "endpoint"] };
        const plain = await register(new ProjectResourceAssignment("a", args, secretOutputs));
        expect(plain.inputs.secretInputs).to.deep.equal(["resources", "endpoint"]);
        registered.length = 0;
        const mixed = { ...args, endpoint: pulumi.secret(endpoint) };
        const { inputs } = await register(new ProjectResourceAssignment("b", mixed, secretOutputs));
        expect(inputs.secretInputs).to.deep.equal(["endpoint", "resources"]);
    });

    it("leave the list of secret names to a transform that makes others secret", async () => {
        const hide: pulumi.ResourceTransformation = ({ props, opts }) => ({
            props: { ...props, userPrincipalName: pulumi.secret(room), secretInputs: ["userPrincipalName"] },
            opts,
        });
        const args = { deviceId, userPrincipalName: pulumi.output(room) };
        const binding = new DeviceResourceAccountBinding("a", args, { transformations: [hide] });
        expect((await register(binding)).inputs.secretInputs).to.deep.equal(["userPrincipalName"]);
    });

    it("do not make the list of secret names a secret itself", async () => {
        const args = { deviceId, userPrincipalName: pulumi.secret(room) };
        const { inputs } = await register(new DeviceResourceAccountBinding("a", args));
        expect(isMarked(inputs.secretInputs)).to.equal(false);
        expect(inputs.secretInputs).to.deep.equal(["userPrincipalName"]);
    });

    it("find no secrets in inputs that are plain, or known later", async () => {
        const later = Promise.resolve([member("Weu")]);
        for (const resources of [[member("Weu")], later, pulumi.output(later)]) {
            const args = { endpoint, projectName: "EmailApp", resources };
            const { inputs } = await register(new ProjectResourceAssignment("a", args));
            expect(inputs)
                .to.deep.include({ resources: [member("Weu")] })
                .and.not.have.property("secretInputs");
            registered.length = 0;
        }
    });

    it("say where the program made a resource that cannot be made, and leave stacks as they were", () => {
        const limit = Error.stackTraceLimit;
        const refuse = () => {
            throw new Error("no such resource here");
        };
        const make = () =>
            new DeviceResourceAccountBinding("a", { deviceId, userPrincipalName: room }, { transformations: [refuse] });
        const { stack } = thrownBy(make) as Error;
        expect(stack).to.match(/^Error: no such resource here\n +at refuse /);
        expect(stack).to.contain("at new DeviceResourceAccountBinding").and.contain("at make ");
        expect(Error.stackTraceLimit).to.equal(limit);
    });

    it("take inputs that are outputs of other resources", async () => {
        const first = new DeviceResourceAccountBinding("a", { deviceId, userPrincipalName: room });
        const second = new DeviceResourceAccountBinding("b", {
            deviceId: first.deviceId,
            userPrincipalName: pulumi.interpolate`${first.userPrincipalName}`,
        });
        await resolved(second.urn);
        const inputs = registered.find(({ name }) => name === "b")?.inputs;
        expect(inputs).to.include({ deviceId, userPrincipalName: room });
    });

    it("tell resources of one name apart by the types of their parents", async () => {
        const args = { deviceId, userPrincipalName: room };
        const names = ["test:index:Office", "test:index:Studio"].map(async (type) => {
            const parent = new pulumi.ComponentResource(type, "main");
            await resolved(new DeviceResourceAccountBinding("main-room", args, { parent }).urn);
        });
        await Promise.all(names);
        expect(registered.flatMap(({ inputs }) => inputs.logicalName ?? [])).to.have.members([
            "test:index:Office::main-room",
            "test:index:Studio::main-room",
        ]);
    });

    it("leave the stack out of a resource's name", async () => {
        const args = { deviceId, userPrincipalName: room };
        const parent = new pulumi.ComponentResource("pulumi:pulumi:Stack", "project-stack");
        await resolved(new DeviceResourceAccountBinding("room-12", args, { parent }).urn);
        expect(registered.map(({ inputs }) => inputs.logicalName)).to.include("room-12");
    });

    it("hand on the usual options", async () => {
        const args = { deviceId, userPrincipalName: room };
        const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
        const binding = new DeviceResourceAccountBinding("child", args, { parent, protect: true });
        expect(await resolved(binding.urn)).to.contain("test:index:Parent$pulumi-nodejs:dynamic/devices");
    });
});
