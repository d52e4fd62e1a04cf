import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";
import type { PulumiCli } from "./pulumiCli";

/** What the automation API expects of a command's outcome. */
interface CommandResult {
    stdout: string;
    stderr: string;
    code: number;
    err?: Error;
}

/** How a finished command went. */
export interface FinishedCommand {
    /** Standard output and error, in the order in which they came. */
    output: string;
    code: number | null;
    durationInMs: number;
}

/**
 * Runs the Pulumi CLI for the automation API, and keeps what the API hides: the process, so that tests can stop it, and
 * both outputs in order.
 */
export class PulumiCommand {
    /** Receives the CLI's process when a command that changes or previews the stack has started. */
    onStart: ((child: ChildProcess) => void) | undefined;
    /** Receives output as it comes, in pieces. */
    onData: ((text: string) => void) | undefined;
    /** The last command that changed or previewed the stack. */
    last: FinishedCommand = { output: "", code: null, durationInMs: 0 };

    readonly command: string;
    readonly version: PulumiCli["version"];

    constructor(cli: PulumiCli) {
        this.command = cli.command;
        this.version = cli.version;
    }

    /** Called by the automation API; rejects with the shape that it reports failures by. */
    async run(args: string[], cwd: string, env: Record<string, string>): Promise<CommandResult> {
        const isOperation = ["up", "preview", "refresh", "destroy"].includes(args[0] ?? "");
        const startedAt = performance.now();
        const child = spawn(this.command, ["--non-interactive", ...args], {
            cwd,
            env: { ...process.env, ...env, ...this.ownEnv(env) },
            stdio: ["ignore", "pipe", "pipe"],
        });
        const collected = { stdout: "", stderr: "", all: "" };
        for (const stream of ["stdout", "stderr"] as const) {
            child[stream].setEncoding("utf8").on("data", (text: string) => {
                collected[stream] += text;
                collected.all += text;
                if (isOperation) {
                    this.onData?.(text);
                }
            });
        }
        if (isOperation) {
            this.onStart?.(child);
        }
        const code = await exitCode(child);
        if (isOperation) {
            this.last = { output: collected.all, code, durationInMs: performance.now() - startedAt };
        }
        if (code !== 0) {
            throw new CommandFailed(args[0] ?? "", code, collected.stdout, collected.stderr);
        }
        return { stdout: collected.stdout, stderr: collected.stderr, code };
    }

    /**
     * The CLI finds its language host beside itself, and the version of Node.js that runs these tests comes first, unless the stack has
     * a PATH of its own.
     */
    private ownEnv(env: Record<string, string>): Record<string, string> {
        const rest = env.PATH ?? [path.dirname(process.execPath), process.env.PATH ?? ""].join(path.delimiter);
        return {
            PATH: [path.dirname(this.command), rest].join(path.delimiter),
            PULUMI_AUTOMATION_API: "true",
        };
    }
}

/** A CLI command that ended with another code than 0. */
export class CommandFailed extends Error {
    constructor(
        verb: string,
        readonly code: number | null,
        readonly stdout: string,
        readonly stderr: string,
    ) {
        super(`pulumi ${verb} ended with code ${code}: ${stderr.trim() || stdout.trim()}`);
        this.name = "CommandFailed";
    }
}

function exitCode(child: ChildProcess): Promise<number | null> {
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
    });
}
