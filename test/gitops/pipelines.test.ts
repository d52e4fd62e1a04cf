import { execFile } from "node:child_process";
import { accessSync, constants, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { parse, parseAllDocuments } from "yaml";
import { repository } from "../packaging/support/repository";
import { example, readExample, workflows } from "./support/example";
import { checkSyntax } from "./support/pipelineRun";
import { refuseUnknown, schema } from "./support/schema";

const scripts = readdirSync(join(example, "scripts"));

describe("the example's pipelines", function () {
    this.timeout(60_000);

    it("run in GitHub Actions what the tests run", () => {
        const own = workflows().filter(([path]) => path.startsWith("examples/"));
        const steps = own.flatMap(([, { jobs }]) => Object.values(jobs).flatMap((job) => job.steps));
        const runs = steps.flatMap(({ run = "" }) => (run.includes("scripts/") ? [run] : []));
        expect(runs.sort()).to.deep.equal([
            "node scripts/comment.mjs summary.md",
            "scripts/drift.sh",
            "scripts/preview.sh",
            "scripts/up.sh",
        ]);
    });

    it("may change something in one workflow alone, one run at a time", () => {
        const own = workflows().filter(([path]) => path.startsWith("examples/"));
        const writers = own.filter(([, workflow]) => JSON.stringify(workflow).includes("vars.ARM_CLIENT_ID"));
        expect(writers.map(([path]) => path)).to.deep.equal(["examples/gitops/.github/workflows/up.yml"]);
        const up = writers[0]?.[1];
        expect(up?.concurrency).to.deep.equal({ group: "up-production", "cancel-in-progress": false });
        expect(up?.jobs.up?.environment).to.equal("production");
        // GitHub has one run of a group wait: another one of the group would take the place of an up.
        const groups = own.map(([, { concurrency: one }]) => one?.group);
        expect(new Set(groups).size).to.equal(own.length);
    });

    it("run in Azure Pipelines what the tests run, as its schema wants it", () => {
        const validate = schema("azure-pipelines");
        const text = readExample("azure-pipelines.yml");
        expect(validate(parse(text))).to.deep.equal([]);
        expect(validate(parse(readExample(".azure-pipelines", "setup.yml")))).to.deep.equal([]);
        const lines = [...text.matchAll(/(?:inlineScript|bash): (.*scripts\/.*)/g)].map(([, line]) => line);
        expect(lines).to.deep.equal([
            "scripts/azure-pipelines.sh scripts/preview.sh",
            "node scripts/comment.mjs summary.md",
            "scripts/azure-pipelines.sh scripts/up.sh",
            "scripts/azure-pipelines.sh scripts/drift.sh",
        ]);
    });

    it("would be refused by that schema if they were wrong", () => {
        const validate = schema("azure-pipelines");
        const text = readExample("azure-pipelines.yml");
        for (const [right, wrong] of [
            ["addSpnToEnvironment", "addSpn"],
            ["AzureCLI@2", "AzureCli@3"],
            ["lockBehavior: runLatest", "lockBehavior: sometimes"],
            ["deployment: up", "deploy: up"],
        ] as const) {
            expect(text).to.include(right);
            expect(validate(parse(text.replace(right, wrong))), wrong).to.not.deep.equal([]);
        }
    });

    it("have a Stack that the operator's own definition accepts", () => {
        const validate = schema("pulumi-stack", (found) => refuseUnknown(found) as object);
        const documents = parseAllDocuments(readExample("kubernetes", "stack.yaml")).map((one) => one.toJS());
        const [account, , stack] = documents;
        expect(stack).to.include({ apiVersion: "pulumi.com/v1", kind: "Stack" });
        expect(validate({ ...stack, metadata: {} })).to.deep.equal([]);
        expect(stack.spec.serviceAccountName).to.equal(account.metadata.name);
        expect(stack.spec.destroyOnFinalize).to.equal(false);
        for (const wrong of [
            { refesh: true },
            { resyncFrequencySeconds: "often" },
            { workspaceTemplate: { spec: { x: 1 } } },
        ]) {
            const spec = { ...stack.spec, ...wrong };
            expect(validate({ ...stack, metadata: {}, spec }), JSON.stringify(wrong)).to.not.deep.equal([]);
        }
    });

    it("use one version of the CLI", () => {
        const texts = [
            ...workflows().map(([path]) => readFileSync(join(repository, path), "utf8")),
            readExample(".azure-pipelines", "setup.yml"),
            readExample("kubernetes", "stack.yaml"),
        ];
        const pattern = /(?:pulumi-version|pulumi|PULUMI_VERSION|image): (?:pulumi\/pulumi:)?(\d+\.\d+\.\d+)/g;
        const versions = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, version]) => version));
        expect(versions).to.have.length(6);
        expect(new Set(versions).size).to.equal(1);
    });

    for (const name of scripts.filter((each) => each.endsWith(".sh"))) {
        it(`have a script that can be executed and parsed: ${name}`, async () => {
            accessSync(join(example, "scripts", name), constants.X_OK);
            expect(await checkSyntax(readExample("scripts", name))).to.equal("");
        });
    }

    it("name roles and permissions that docs/permissions.md names", () => {
        const page = readFileSync(join(repository, "docs", "permissions.md"), "utf8");
        const named = [
            ...readExample("README.md").matchAll(/Cognitive Services [A-Z]\w+ [A-Z]\w+|DeviceManagement[\w.]+/g),
        ];
        expect(named.length).to.be.at.least(4);
        expect(named.map(([name]) => name).filter((name) => !page.includes(name))).to.deep.equal([]);
    });
});

describe("the commands in the example's README", () => {
    const blocks = [...readExample("README.md").matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, text = ""]) => text);

    it("can be pasted into a shell", async () => {
        expect(blocks.length).to.be.at.least(5);
        for (const block of blocks) {
            expect(await checkSyntax(block)).to.equal("");
        }
    });

    it("give each identity what the workflows use it for", () => {
        const text = blocks.join("");
        for (const [, name] of readWorkflows().matchAll(/\$\{\{ (?:vars|secrets)\.(\w+) \}\}/g)) {
            expect(text, name).to.match(new RegExp(`gh (variable|secret) set ${name} `));
        }
        expect(text).to.include("language-writer production environment:production");
    });

    function readWorkflows(): string {
        const own = workflows().filter(([path]) => path.startsWith("examples/"));
        return own.map(([path]) => readFileSync(join(repository, path), "utf8")).join("");
    }
});

describe("scripts/azure-pipelines.sh", () => {
    const task = {
        AZURESUBSCRIPTION_TENANT_ID: "tenant",
        AZURESUBSCRIPTION_CLIENT_ID: "client",
        AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: "connection",
        SYSTEM_ACCESSTOKEN: "token",
    };

    it("signs a command in as the task's service connection", async () => {
        const { stdout } = await azurePipelines(task);
        expect(stdout).to.equal("true tenant client\n");
    });

    for (const name of Object.keys(task)) {
        it(`says what is missing: ${name}`, async () => {
            const error = await azurePipelines({ ...task, [name]: "" }).then(
                () => "nothing",
                ({ stderr }: { stderr: string }) => stderr,
            );
            expect(error).to.include(name);
        });
    }

    function azurePipelines(env: Record<string, string>) {
        const command = 'echo "$ARM_USE_OIDC $ARM_TENANT_ID $ARM_CLIENT_ID"';
        const script = join(example, "scripts", "azure-pipelines.sh");
        return promisify(execFile)(script, ["bash", "-c", command], { env: { ...process.env, ...env } });
    }
});
