import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { repository } from "../packaging/support/repository";
import { run } from "../packaging/support/run";
import { workflows } from "./support/example";
import { checkSyntax } from "./support/pipelineRun";
import { schema } from "./support/schema";

const validator = join(repository, "test", "gitops", "support", "validateWorkflows.mjs");
const jobs = workflows().flatMap(([path, workflow]) =>
    Object.entries(workflow.jobs).map(([name, job]) => ({ title: `${path}: ${name}`, path, workflow, job })),
);

describe("the GitHub workflows", function () {
    this.timeout(60_000);

    it("have nothing that GitHub's own language service finds wrong", async () => {
        const paths = workflows().map(([path]) => path);
        expect(paths).to.have.length(5);
        expect(JSON.parse(await run(process.execPath, [validator, ...paths], repository))).to.deep.equal([]);
    });

    it("would be refused if they had", async () => {
        const bad = join("test", "gitops", "support", "badWorkflow.yml");
        const problems: string[] = JSON.parse(await run(process.execPath, [validator, bad], repository));
        expect(problems.map((problem) => problem.replace(/^.*?:(\d+): /, "$1 "))).to.have.members([
            "2 Invalid cron expression. Expected format: '* * * * *' (minute hour day month weekday)",
            "4 Unexpected value 'id-tokens'",
            "6 The workflow must contain at least one job with no dependencies.",
            "8 Value 'b' is not valid",
            "10 Context access might be invalid: nothing",
        ]);
    });

    for (const { title, workflow, job } of jobs) {
        it(`give a job no more than it needs: ${title}`, () => {
            expect(workflow.permissions).to.deep.equal({ contents: "read" });
            expect(workflow.concurrency?.group).to.be.a("string");
            const checkout = job.steps.find(({ uses = "" }) => uses.startsWith("actions/checkout@"));
            expect(checkout?.with).to.include({ "persist-credentials": false });
        });

        it(`take actions at a version, and no text of an event into a shell: ${title}`, async () => {
            const used = job.steps.flatMap(({ uses }) => uses ?? []);
            expect(used.filter((action) => !/^(actions|pulumi)\/[\w-]+@v\d+$/.test(action))).to.deep.equal([]);
            for (const { run: script = "" } of job.steps) {
                expect(script).to.not.include("${{");
                expect(await checkSyntax(script)).to.equal("");
            }
        });

        it(`name npm scripts and files that there are: ${title}`, async () => {
            const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));
            const texts = job.steps.map(({ run: script = "" }) => script).join("\n");
            const named = [...texts.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name = ""]) => name);
            expect(named.filter((name) => !Object.hasOwn(scripts, name))).to.deep.equal([]);
        });
    }
});

describe("the other files for GitHub", () => {
    for (const [file, name] of [
        ["dependabot.yml", "dependabot"],
        ["ISSUE_TEMPLATE/bug.yml", "issue-forms"],
        ["ISSUE_TEMPLATE/feature.yml", "issue-forms"],
        ["ISSUE_TEMPLATE/config.yml", "issue-config"],
    ] as const) {
        it(`are what their schemas want: ${file}`, () => {
            const text = readFileSync(join(repository, ".github", file), "utf8");
            const validate = schema(name);
            expect(validate(parse(text))).to.deep.equal([]);
            expect(validate({ ...parse(text), nonsense: true })).to.not.deep.equal([]);
        });
    }
});
