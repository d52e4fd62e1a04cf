import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { expect } from "chai";
import { parse } from "yaml";
import { policies } from "#policyPack/rules";
import { readExample } from "./support/example";

const subscription = "8ff19748-59ed-4e8a-af4b-7ce285849735";
const idOf = (account: string, of = subscription) =>
    `/subscriptions/${of}/resourceGroups/language/providers/Microsoft.CognitiveServices/accounts/${account}`;
const weu = { azureResourceId: idOf("contoso-weu"), customDomain: "contoso-weu", region: "westeurope" };

/** A resource as a policy is given it. */
interface Given {
    type?: string;
    props?: Record<string, unknown>;
    protect?: boolean;
}

function resource({
    type = "pulumi-nodejs:dynamic/language:ProjectResourceAssignment",
    props,
    protect = false,
}: Given) {
    const declared = { projectName: "EmailApp", resources: [weu], deleteDeployments: false };
    // Getters stay getters.
    Object.defineProperties(declared, Object.getOwnPropertyDescriptors(props ?? {}));
    return { type, name: "email-app", props: declared, opts: { protect } };
}

/** What a policy has against a resource, or, for one of the stack, against several. */
async function violations(name: string, config: object, ...given: Given[]): Promise<string[]> {
    const found: string[] = [];
    const report = (message: string) => found.push(message);
    const policy = policies.find((each) => each.name === name) as Partial<
        ResourceValidationPolicy & StackValidationPolicy
    >;
    const getConfig = () => config;
    if (policy.validateStack) {
        type Args = Parameters<typeof policy.validateStack>[0];
        await policy.validateStack({ resources: given.map(resource), getConfig } as unknown as Args, report);
    }
    const validate = policy.validateResource;
    if (typeof validate === "function") {
        for (const each of given.map(resource)) {
            await validate({ ...each, getConfig } as unknown as Parameters<typeof validate>[0], report);
        }
    }
    return found;
}

describe("the policy pack", () => {
    describe("protected-members-are-protected", () => {
        const rule = "protected-members-are-protected";
        const config = { members: [idOf("contoso-weu").toUpperCase()] };

        it("wants protect where a protected member is declared, however its id is spelled", async () => {
            expect(await violations(rule, config, {})).to.deep.equal([
                'Protected member: contoso-weu of project "EmailApp". Give "email-app" the option protect: true.',
            ]);
        });

        it("is content with protect, with other members, and with other resources", async () => {
            const others = { resources: [{ ...weu, azureResourceId: idOf("contoso-neu") }] };
            const given = [{ protect: true }, { props: others }, { type: "random:index:RandomPet" }];
            expect(await violations(rule, config, ...given)).to.deep.equal([]);
        });

        it("knows the resource of a provider plugin too", async () => {
            const given = { type: "azure-assignments:language:ProjectResourceAssignment" };
            expect(await violations(rule, config, given)).to.have.length(1);
        });
    });

    describe("protected-members-stay", () => {
        const rule = "protected-members-stay";

        it("wants each protected member declared by somebody", async () => {
            const config = { members: [idOf("Contoso-WEU"), idOf("contoso-neu")] };
            const found = await violations(rule, config, { type: "pulumi:pulumi:Stack" }, {});
            expect(found).to.have.length(1);
            expect(found[0]).to.match(
                /^Protected member \S+contoso-neu is not declared by any assignment of this stack/,
            );
        });

        it("is content where nothing is protected", async () => {
            expect(await violations(rule, { members: [] })).to.deep.equal([]);
        });
    });

    describe("delete-deployments-is-allowed", () => {
        const rule = "delete-deployments-is-allowed";
        const letsGo = { props: { deleteDeployments: true } };

        it("allows it for listed projects only; names are case-sensitive", async () => {
            expect(await violations(rule, { projects: ["EmailApp"] }, letsGo)).to.deep.equal([]);
            expect(await violations(rule, { projects: ["emailapp"] }, letsGo)).to.have.length(1);
            expect(await violations(rule, { projects: [] }, letsGo)).to.deep.equal([
                'The deployments of project "EmailApp" must not be deleted. Remove deleteDeployments from "email-app", or add the project to the policy\'s configuration.',
            ]);
        });

        it("has nothing against an assignment that does not ask for it", async () => {
            expect(await violations(rule, { projects: [] }, {}, { type: "other", ...letsGo })).to.deep.equal([]);
        });
    });

    describe("subscriptions-are-allowed", () => {
        const rule = "subscriptions-are-allowed";
        const foreign = { ...weu, azureResourceId: idOf("contoso-x", "00000000-0000-0000-0000-000000000001") };

        it("refuses members of other subscriptions, and those of none", async () => {
            const props = { resources: [weu, foreign, { region: "westeurope" }] };
            expect(await violations(rule, { subscriptions: [subscription.toUpperCase()] }, { props })).to.deep.equal([
                `Not in the allowed subscriptions (${subscription.toUpperCase()}): contoso-x of project "EmailApp".`,
                `Not in the allowed subscriptions (${subscription.toUpperCase()}): a resource without an id of project "EmailApp".`,
            ]);
        });

        it("allows all where none are listed", async () => {
            expect(await violations(rule, { subscriptions: [] }, { props: { resources: [foreign] } })).to.deep.equal(
                [],
            );
        });
    });

    describe("regions-are-allowed", () => {
        const rule = "regions-are-allowed";

        it("takes both spellings of a region", async () => {
            const props = { resources: [weu, { ...weu, region: "West Europe" }] };
            expect(await violations(rule, { regions: ["West Europe"] }, { props })).to.deep.equal([]);
            expect(await violations(rule, { regions: ["northeurope"] }, { props })).to.have.length(2);
        });

        it("names no member that is secret", async () => {
            const [found = ""] = await violations(rule, { regions: ["x"] }, { props: { secretInputs: ["resources"] } });
            expect(found).to.equal(
                'Not in the allowed regions (x): a resource (its name is secret) of project "EmailApp".',
            );
        });
    });

    it("reads no more of an assignment than a rule needs, since Pulumi ends a rule that reads what is unknown yet", async () => {
        const props = {
            deleteDeployments: true,
            get resources(): never {
                throw new Error("unknown");
            },
        };
        expect(await violations("delete-deployments-is-allowed", { projects: [] }, { props })).to.have.length(1);
        const members = { members: [idOf("contoso-weu")] };
        const unknownRegion = Object.defineProperty({ azureResourceId: weu.azureResourceId }, "region", {
            get: () => {
                throw new Error("unknown");
            },
        });
        const given = { props: { resources: [unknownRegion] } };
        expect(await violations("protected-members-are-protected", members, given)).to.have.length(1);
        expect(await violations("protected-members-stay", members, given)).to.deep.equal([]);
        expect(await violations("subscriptions-are-allowed", { subscriptions: ["x"] }, given)).to.have.length(1);
    });

    it("has rules of different names, each with a configuration that the example gives, and no other", () => {
        const config: Record<string, object> = JSON.parse(readExample("policy", "production.json"));
        expect(Object.keys(config)).to.deep.equal(policies.map(({ name }) => name));
        for (const { name, configSchema } of policies) {
            expect(Object.keys(config[name] ?? {}), name).to.deep.equal(Object.keys(configSchema?.properties ?? {}));
        }
    });

    it("has nothing against what the example declares", async () => {
        const config: Record<string, object> = JSON.parse(readExample("policy", "production.json"));
        const stack = parse(readExample("Pulumi.production.yaml")).config;
        const given = stack["azure-assignments-gitops:assignments"].map((props: object) => ({ props, protect: true }));
        expect(given).to.have.length(1);
        for (const { name } of policies) {
            expect(await violations(name, config[name] ?? {}, ...given), name).to.deep.equal([]);
        }
    });
});
