import { readdirSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Engine } from "./engine";
import { type FrontEnd, makeProject } from "./frontEnd";
import { quoteOutput } from "./quote";
import { Watchdog } from "./watchdog";

type Stack = Awaited<ReturnType<Engine["createStack"]>>;
type RunningOperation = Awaited<ReturnType<Stack["start"]>>;
/** An operation, as on Pulumi's command line. */
export type Operation = Parameters<Stack["start"]>[0];
/** How an operation ended. */
export type RunResult = Awaited<RunningOperation["done"]>;

const repository = resolve(__dirname, "..", "..");
const demoFolder = join(repository, ".demo");
const projectName = "azure-assignments-demo";
/** Where the engines keep state, in folders named after the one that a project is in. */
const workFolders = join(repository, "test", ".work");
/** The program is compiled before each operation; its types have been checked when the repository was built. */
const quickly = { PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
/** How long an operation may take to stop by itself when the demo is interrupted. */
const patienceInMs = 4000;

/** What a demo's stack is made of. */
export interface DemoStackOptions {
    /** What serves its resources. */
    frontEnd: FrontEnd;
    /** Environment of the program and the provider. */
    env: Record<string, string>;
    config: Record<string, string>;
}

/** The demo's stack: the quickstart program in a project of its own, which it leaves no trace of. */
export class DemoStack {
    private running: RunningOperation | undefined;
    private readonly watchdog = new Watchdog();

    private constructor(
        private readonly engine: Engine,
        private readonly stack: Stack,
        private readonly output: { sink: (line: string) => void },
    ) {}

    /** Makes the stack, after removing what a demo that was killed has left. */
    static async create(engine: Engine, { frontEnd, env, config }: DemoStackOptions): Promise<DemoStack> {
        removeLeftovers();
        const workDir = join(demoFolder, projectName);
        makeProject(workDir, projectName, frontEnd);
        const output = { sink: quoteOutput() };
        const options = { program: workDir, workDir, stack: "demo", env: { ...env, ...quickly }, config };
        const stack = await engine.createStack({ ...options, onOutput: (line) => output.sink(line) });
        return new DemoStack(engine, stack, output);
    }

    /** How a person would run an operation. */
    commandFor(operation: Operation): string {
        return this.engine.name === "pulumi" ? `$ pulumi ${operation}` : `${operation} (by the test engine)`;
    }

    /** Sets configuration values. */
    async configure(config: Readonly<Record<string, string>>): Promise<void> {
        for (const [key, value] of Object.entries(config)) {
            await this.stack.setConfig(key, value);
        }
    }

    /** Runs an operation, its output quoted as it comes. */
    async run(operation: Operation): Promise<RunResult> {
        this.output.sink = quoteOutput();
        this.running = await this.stack.start(operation);
        this.watchdog.watch(this.running.pid);
        const result = await this.running.done;
        this.watchdog.watch(undefined);
        this.running = undefined;
        return result;
    }

    /** Stops what runs and removes everything. */
    async remove(): Promise<void> {
        if (this.running) {
            await stop(this.running);
        }
        this.watchdog.dismiss();
        await this.stack.remove();
        removeLeftovers();
    }
}

async function stop(running: RunningOperation): Promise<void> {
    running.interrupt();
    const overdue = setTimeout(() => void running.kill(), patienceInMs);
    await running.done.catch(() => undefined);
    clearTimeout(overdue);
}

function removeLeftovers(): void {
    rmSync(demoFolder, { recursive: true, force: true, maxRetries: 3 });
    const folders = readFolder(workFolders).filter((name) => name.startsWith(`${basename(demoFolder)}-`));
    for (const name of folders) {
        rmSync(join(workFolders, name), { recursive: true, force: true, maxRetries: 3 });
    }
}

function readFolder(folder: string): string[] {
    try {
        return readdirSync(folder);
    } catch {
        return [];
    }
}
