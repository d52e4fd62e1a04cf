import type { ChildProcess } from "node:child_process";
import { Stack as AutomationStack, type Deployment, LocalWorkspace, type UpResult } from "@pulumi/pulumi/automation";
import type { ConfigValue, Operation, RunningOperation, RunOptions, RunResult, StackOptions } from "../engine";
import { FolderStack } from "../folderStack";
import { LineSplitter } from "../lineSplitter";
import type { StackState } from "../stackState";
import { WorkFolder } from "../workFolder";
import type { PulumiCli } from "./pulumiCli";
import { CommandFailed, PulumiCommand } from "./pulumiCommand";
import { forwardPulumiEvent } from "./pulumiEvents";
import { fromDeployment, intoDeployment } from "./pulumiState";
import { RunRecorder } from "./runRecorder";

/** A stack run by Pulumi's CLI through the automation API, its state in files. */
export class PulumiStack extends FolderStack {
    private constructor(
        folder: WorkFolder,
        private readonly command: PulumiCommand,
        private readonly stack: AutomationStack,
        private readonly options: StackOptions,
    ) {
        super(folder);
    }

    /** Makes the stack, empty. */
    static async create(cli: PulumiCli, options: StackOptions): Promise<PulumiStack> {
        const folder = await WorkFolder.create(options);
        const command = new PulumiCommand(cli);
        const workspace = await LocalWorkspace.create({
            workDir: folder.project,
            pulumiCommand: command,
            envVars: {
                PULUMI_BACKEND_URL: `file://${folder.state}`,
                PULUMI_CONFIG_PASSPHRASE: "passphrase",
                PULUMI_SKIP_UPDATE_CHECK: "true",
                PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "true",
                PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
                ...options.env,
            },
        });
        const stack = await AutomationStack.create(options.stack ?? "test", workspace);
        if (options.config !== undefined) {
            await stack.setAllConfig(
                Object.fromEntries(Object.entries(options.config).map(([k, v]) => [k, automationValue(v)])),
            );
        }
        return new PulumiStack(folder, command, stack, options);
    }

    async setConfig(key: string, value: ConfigValue): Promise<void> {
        await this.stack.setConfig(key, automationValue(value));
    }

    setEnv(env: Record<string, string>): void {
        Object.assign(this.stack.workspace.envVars, env);
    }

    async start(operation: Operation, options?: RunOptions): Promise<RunningOperation> {
        const started = new Promise<ChildProcess>((resolve) => {
            this.command.onStart = resolve;
        });
        const done = this.run(operation, options);
        const child = await Promise.race([started, done.then(failedBeforeStart)]);
        return {
            pid: child.pid ?? 0,
            done,
            interrupt: () => child.kill("SIGINT"),
            kill: async () => {
                child.kill("SIGKILL");
                await done;
                await this.stack.cancel();
            },
        };
    }

    async exportState(): Promise<StackState> {
        return fromDeployment(await this.exportDeployment());
    }

    async importState(state: StackState): Promise<void> {
        const current = await this.exportDeployment();
        const names = { project: this.folder.projectName, stack: this.stack.name };
        await this.stack.importStack(intoDeployment(state, current, names));
    }

    /** The automation API's own export decrypts secrets. */
    private async exportDeployment(): Promise<Deployment> {
        const { workDir, envVars } = this.stack.workspace;
        const args = ["stack", "export", "--stack", this.stack.name];
        return JSON.parse((await this.command.run(args, workDir, envVars)).stdout);
    }

    protected async run(operation: Operation, options: RunOptions = {}): Promise<RunResult> {
        const recorder = new RunRecorder();
        const lines = new LineSplitter((line) => this.options.onOutput?.(line));
        this.command.onData = (text) => lines.write(text);
        let ok = true;
        let outputs: Record<string, unknown> = {};
        try {
            const { targets, replace, ...others } = options;
            const parallel = options.parallel ?? this.options.parallel;
            const result = await this.stack[operation]({
                ...others,
                target: targets?.map(urnPattern),
                replace: replace?.map(urnPattern),
                ...(parallel === undefined ? {} : { parallel }),
                color: "never",
                logVerbosity: this.options.logVerbosity,
                onEvent: (event) => forwardPulumiEvent(event, (e) => recorder.add(e)),
            });
            outputs = operation === "up" ? stackOutputs(result) : {};
        } catch (error) {
            if (!(error instanceof CommandFailed)) {
                throw error;
            }
            ok = false;
        }
        lines.end();
        const { output, durationInMs } = this.command.last;
        return { ok, output, outputs, durationInMs, ...recorder.result() };
    }
}

/** Stands for the URN of a resource of that name, which may not be known yet. */
function urnPattern(name: string): string {
    return `**::${name}`;
}

function automationValue(value: ConfigValue): { value: string; secret?: boolean } {
    return typeof value === "string" ? { value } : value;
}

function stackOutputs(result: object): Record<string, unknown> {
    const outputs = (result as Partial<UpResult>).outputs ?? {};
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

function failedBeforeStart(result: RunResult): never {
    throw new Error(`The operation ended before its process was seen: ${result.output}`);
}
