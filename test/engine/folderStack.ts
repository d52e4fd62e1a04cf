import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ConfigValue, Operation, RunningOperation, RunOptions, RunResult, Stack } from "./engine";
import type { StackState } from "./stackState";
import type { WorkFolder } from "./workFolder";

/** A stack whose program, state and settings are in a folder of its own: what no engine does otherwise. */
export abstract class FolderStack implements Stack {
    protected constructor(protected readonly folder: WorkFolder) {}

    get projectFolder(): string {
        return this.folder.program;
    }

    async setProgram(program: string): Promise<void> {
        await this.folder.setProgram(program);
    }

    abstract setConfig(key: string, value: ConfigValue): Promise<void>;

    abstract setEnv(env: Record<string, string>): void;

    preview(options?: RunOptions): Promise<RunResult> {
        return this.run("preview", options);
    }

    up(options?: RunOptions): Promise<RunResult> {
        return this.run("up", options);
    }

    refresh(options?: RunOptions): Promise<RunResult> {
        return this.run("refresh", options);
    }

    destroy(options?: RunOptions): Promise<RunResult> {
        return this.run("destroy", options);
    }

    abstract start(operation: Operation, options?: RunOptions): Promise<RunningOperation>;

    abstract exportState(): Promise<StackState>;

    rawState(): Promise<string> {
        return joinFiles(this.folder);
    }

    abstract importState(state: StackState): Promise<void>;

    async remove(): Promise<void> {
        await this.folder.remove();
    }

    /** Runs an operation to its end. */
    protected abstract run(operation: Operation, options?: RunOptions): Promise<RunResult>;
}

/** The contents of all files of a stack's state, and of its project's settings, joined. */
async function joinFiles({ state, project }: { state: string; project: string }): Promise<string> {
    const entries = await readdir(state, { withFileTypes: true, recursive: true });
    const stateFiles = entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.join(parentPath, name));
    const settings = (await readdir(project)).filter((name) => /^Pulumi(\..*)?\.yaml$/.test(name));
    const files = [...stateFiles, ...settings.map((name) => path.join(project, name))];
    const texts = await Promise.all(files.map((file) => readFile(file, "latin1")));
    return texts.join("\n");
}
