import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { sectionOf, textOf } from "../../docs/support/markdown";
import { engines } from "../../engine/engines";
import { repository } from "../../packaging/support/repository";
import { run } from "../../packaging/support/run";
import { instantiate } from "./template";

/**
 * Runs the test below a heading of docs/testing.md in a project of the template, and answers what it printed. The command `pulumi` is the
 * installed one, or else one that stands in for it. `argumentsOf` says how Node.js runs the file.
 */
export async function runDocumentedTest(
    heading: string,
    argumentsOf: (project: string, file: string) => string[],
): Promise<string> {
    const [, code] = /^```javascript\n([\s\S]*?)^```$/m.exec(sectionOf(textOf("docs/testing.md"), heading) ?? "") ?? [];
    if (code === undefined) {
        throw new Error(`docs/testing.md has no test below "${heading}".`);
    }
    const work = join(repository, "test", ".work");
    mkdirSync(work, { recursive: true });
    const project = mkdtempSync(join(work, "documented-"));
    try {
        instantiate(project);
        const file = join(project, "test", "stack.test.mjs");
        mkdirSync(join(project, "test"));
        writeFileSync(file, code);
        const env = { PATH: [await binOf(project), process.env.PATH].join(delimiter) };
        return await run(process.execPath, argumentsOf(project, file), project, env);
    } finally {
        rmSync(project, { recursive: true, force: true });
    }
}

/** A folder with a command `pulumi`. */
async function binOf(project: string): Promise<string> {
    const bin = join(project, "bin");
    const installed = (await engines()).find(({ name }) => name === "pulumi");
    const [, command] = /\((.+)\)$/.exec(installed?.description ?? "") ?? [];
    const line = command
        ? `exec '${command}' "$@"`
        : `exec '${process.execPath}' '${join(__dirname, "pulumiCommand.js")}' "$@"`;
    mkdirSync(bin);
    writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${line}\n`);
    chmodSync(join(bin, "pulumi"), 0o755);
    return bin;
}
