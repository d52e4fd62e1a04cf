import { availableParallelism } from "node:os";
import { runOperation } from "./deployment/operation";
import { StackSettings } from "./deployment/state/stackSettings";
import { StateFile } from "./deployment/state/stateFile";
import type { ConfigValue, Operation, RunningOperation, RunOptions, RunResult, StackOptions } from "./engine";
import { FolderStack } from "./folderStack";
import { toPortable, withEngineResources } from "./portableState";
import type { StackState } from "./stackState";
import { startCli } from "./startCli";
import { WorkFolder } from "./workFolder";

/** Protects the secrets of a stack that lives as long as a test. */
const passphrase = "passphrase";

/** A stack run by the test engine, in this process or, with `start`, in one of its own. */
export class TestStack extends FolderStack {
    private readonly env: Record<string, string>;

    private constructor(
        folder: WorkFolder,
        private readonly settings: StackSettings,
        private readonly options: StackOptions,
    ) {
        super(folder);
        this.env = { ...options.env };
    }

    /** Makes the stack, empty. */
    static async create(options: StackOptions): Promise<TestStack> {
        const folder = await WorkFolder.create(options);
        const { projectName, typescript, state, plugins } = folder;
        const names = { project: projectName, stack: options.stack ?? "test", typescript, plugins };
        const settings = StackSettings.create(state, passphrase, names);
        for (const [key, value] of Object.entries(options.config ?? {})) {
            settings.set(key, value);
        }
        return new TestStack(folder, settings, options);
    }

    async setConfig(key: string, value: ConfigValue): Promise<void> {
        this.settings.set(key, value);
    }

    setEnv(env: Record<string, string>): void {
        Object.assign(this.env, env);
    }

    start(operation: Operation, options: RunOptions = {}): Promise<RunningOperation> {
        return startCli({
            operation,
            options: { ...options, parallel: this.parallel(options) },
            projectFolder: this.folder.program,
            stateFolder: this.folder.state,
            passphrase,
            env: this.env,
            onLine: (line) => this.options.onOutput?.(line),
        });
    }

    async exportState(): Promise<StackState> {
        const { resources, operations } = new StateFile(this.folder.state).read();
        return toPortable([...resources.values()], [...operations.values()]);
    }

    async importState(state: StackState): Promise<void> {
        const file = new StateFile(this.folder.state);
        const current = [...file.read().resources.values()];
        const { projectName: project } = this.folder;
        file.replace(withEngineResources(state, current, { project, stack: this.settings.stack }));
    }

    protected run(operation: Operation, options: RunOptions = {}): Promise<RunResult> {
        return runOperation({
            operation,
            options,
            settings: this.settings,
            projectFolder: this.folder.program,
            stateFolder: this.folder.state,
            parallel: this.parallel(options),
            env: this.env,
            onLine: (line) => this.options.onOutput?.(line),
        });
    }

    /** As Pulumi: four times the number of processors. */
    private parallel(options: RunOptions): number {
        return options.parallel ?? this.options.parallel ?? 4 * availableParallelism();
    }
}
