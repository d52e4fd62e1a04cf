import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path, { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Emulator } from "#emulator/index";
import { findPulumiCli } from "../../engine/pulumi/pulumiCli";
import { WorkFolder } from "../../engine/workFolder";
import { run } from "../../packaging/support/run";
import { example } from "./example";

/** How a script ended. */
export interface Finished {
    code: number | null;
    output: string;
    /** What the script would put on a pull request. */
    summary: string;
}

type Assignment = Record<string, unknown>;

/** A check-out of the example as a pipeline has it, with a stack of its own and either the Pulumi CLI or its stand-in. */
export class PipelineRun {
    private constructor(
        private readonly work: WorkFolder,
        private readonly folder: string,
        private readonly env: Record<string, string>,
    ) {}

    /** Copies the example and makes its stack, with `endpoint` at the emulator. */
    static async create(engine: "test" | "pulumi", emulator: Emulator): Promise<PipelineRun> {
        const work = await WorkFolder.create({ program: example });
        // The program's folder of the work folder has a project already: this one brings its own.
        const folder = join(path.dirname(work.state), "checkout");
        cpSync(example, folder, { recursive: true, filter: (file) => path.basename(file) !== "node_modules" });
        const bin = engine === "test" ? standIn(path.dirname(work.state)) : await cliFolder();
        const { identityEndpoint, identityHeader } = emulator;
        const pipeline = new PipelineRun(work, folder, {
            PATH: [bin, path.dirname(process.execPath), process.env.PATH].join(path.delimiter),
            PULUMI_STACK: "production",
            PULUMI_BACKEND_URL: `file://${work.state}`,
            PULUMI_CONFIG_PASSPHRASE: "passphrase",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
            PULUMI_NODEJS_TRANSPILE_ONLY: "true",
            STAND_IN_STATE: work.state,
            IDENTITY_ENDPOINT: identityEndpoint,
            IDENTITY_HEADER: identityHeader,
            AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
        });
        if (engine === "pulumi") {
            await pipeline.bash("pulumi stack init production");
        }
        pipeline.configure(({ config }) => {
            config["azure-assignments-gitops:endpoint"] = emulator.url;
        });
        return pipeline;
    }

    /** Changes the stack's configuration, as a commit would. */
    configure(change: (stack: { config: Record<string, unknown> }) => void): void {
        const file = join(this.folder, "Pulumi.production.yaml");
        const stack = parse(readFileSync(file, "utf8"));
        change(stack);
        writeFileSync(file, stringify(stack));
    }

    /** Changes the one assignment that the stack declares. */
    change(change: (assignment: Assignment) => void): void {
        this.configure(({ config }) =>
            change((config["azure-assignments-gitops:assignments"] as Assignment[])[0] ?? {}),
        );
    }

    /** Runs a script of the example as a step of a pipeline would. */
    async script(name: string): Promise<Finished> {
        writeFileSync(join(this.folder, "summary.md"), "");
        const finished = await this.bash(`scripts/${name}`);
        return { ...finished, summary: readFileSync(join(this.folder, "summary.md"), "utf8") };
    }

    remove(): Promise<void> {
        return this.work.remove();
    }

    private async bash(command: string): Promise<{ code: number | null; output: string }> {
        const child = spawn("bash", ["-euo", "pipefail", "-c", command], {
            cwd: this.folder,
            env: { ...process.env, ...this.env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) {
            stream.setEncoding("utf8").on("data", (text: string) => {
                output += text;
            });
        }
        const [code] = await once(child, "close");
        return { code, output };
    }
}

/** A folder with a `pulumi` that is the stand-in. */
function standIn(folder: string): string {
    const bin = join(folder, "bin");
    mkdirSync(bin);
    const script = join(__dirname, "standInPulumi.js");
    writeFileSync(join(bin, "pulumi"), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`, { mode: 0o755 });
    return bin;
}

async function cliFolder(): Promise<string> {
    const cli = await findPulumiCli();
    if (cli === undefined) {
        throw new Error("There is no Pulumi CLI.");
    }
    return path.dirname(cli.command);
}

/** Checks the syntax of a shell script. */
export function checkSyntax(script: string): Promise<string> {
    return run("bash", ["-n", "-c", script], example);
}
