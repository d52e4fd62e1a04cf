import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { repositoryRoot } from "./repositoryRoot";

/** How a provider process is started. */
export interface ProcessOptions {
    /** The engine's address, its only argument. */
    engineAddress: string;
    /** Besides what every process needs. */
    env?: Record<string, string>;
    /** Arguments to Node itself. */
    nodeArguments?: readonly string[];
}

/** Pulumi's own process for dynamic providers, as the engine starts it. */
export class ProviderProcess {
    private readonly child: ChildProcessByStdio<null, Readable, Readable>;
    private readonly text: Record<"stdout" | "stderr", string> = { stdout: "", stderr: "" };
    private exited?: number | string;

    constructor({ engineAddress, env = {}, nodeArguments = [] }: ProcessOptions) {
        const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
        const { PATH = "", HOME = "" } = process.env;
        this.child = spawn(process.execPath, [...nodeArguments, script, engineAddress], {
            cwd: repositoryRoot,
            env: { PATH, HOME, ...env },
            stdio: ["ignore", "pipe", "pipe"],
        });
        for (const name of ["stdout", "stderr"] as const) {
            this.child[name].setEncoding("utf8").on("data", (text: string) => {
                this.text[name] += text;
            });
        }
        this.child.on("exit", (code, signal) => {
            this.exited = code ?? signal ?? "unknown";
        });
    }

    /** The port that it serves on, which is the first line of its output. */
    async port(): Promise<number> {
        while (!this.text.stdout.includes("\n")) {
            if (this.exited !== undefined) {
                throw new Error(`the provider process ended with ${this.exited}: ${this.text.stderr}`);
            }
            await Promise.race([once(this.child.stdout, "data"), once(this.child, "exit")]);
        }
        return Number(this.text.stdout.split("\n")[0]);
    }

    /** All that it has written after its port. */
    get output(): string {
        return this.text.stdout.slice(this.text.stdout.indexOf("\n") + 1) + this.text.stderr;
    }

    get pid(): number {
        return this.child.pid ?? 0;
    }

    /** Whether it runs. */
    get alive(): boolean {
        return this.exited === undefined;
    }

    /** Closes our ends of its output pipes, as an engine that dies does. */
    breakPipes(): void {
        this.child.stdout.destroy();
        this.child.stderr.destroy();
    }

    signal(name: NodeJS.Signals): void {
        this.child.kill(name);
    }

    /** Resolves to how it ended, once it has. */
    async end(): Promise<number | string> {
        if (this.exited === undefined) {
            await once(this.child, "exit");
        }
        return this.exited ?? "unknown";
    }

    async kill(): Promise<void> {
        this.child.kill("SIGKILL");
        await this.end();
    }
}
