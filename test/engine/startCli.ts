import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { passphraseVariable } from "./cliArguments";
import type { Operation, RunningOperation, RunOptions, RunResult } from "./engine";
import { LineSplitter } from "./lineSplitter";

/** An operation to be run by a test engine in a process of its own. */
export interface CliRequest {
    operation: Operation;
    options: RunOptions & { parallel: number };
    projectFolder: string;
    stateFolder: string;
    passphrase: string;
    env: Record<string, string>;
    onLine: (line: string) => void;
}

/** What the process prints with `--json`: a line for the user, and last the result. */
export type CliMessage = { line: string } | { result: RunResult };

/** Starts the process; resolves when it runs. */
export async function startCli(request: CliRequest): Promise<RunningOperation> {
    const child = spawn(process.execPath, [path.join(__dirname, "cli.js"), ...argumentsOf(request)], {
        env: { ...process.env, ...request.env, [passphraseVariable]: request.passphrase },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const lines: string[] = [];
    let result: RunResult | undefined;
    const see = (line: string) => {
        lines.push(line);
        request.onLine(line);
    };
    const stdout = new LineSplitter((text) => {
        const message: CliMessage = JSON.parse(text);
        if ("line" in message) {
            see(message.line);
        } else {
            result = message.result;
        }
    });
    const stderr = new LineSplitter(see);
    child.stdout.setEncoding("utf8").on("data", (text: string) => stdout.write(text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.write(text));
    const startedAt = performance.now();
    const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
    const done = once(child, "close").then(() => result ?? brokenOff(lines, performance.now() - startedAt));
    await once(child, "spawn");
    return {
        pid: child.pid ?? 0,
        done,
        interrupt: () => child.kill("SIGINT"),
        kill: async () => {
            child.kill("SIGKILL");
            await gone;
        },
    };
}

function argumentsOf({ operation, options, projectFolder, stateFolder }: CliRequest): string[] {
    const { refresh, runProgram, clearPendingCreates, parallel, continueOnError, targets = [], replace = [] } = options;
    return [
        operation,
        ...["--dir", projectFolder, "--state", stateFolder, "--parallel", String(parallel), "--json"],
        ...(refresh ? ["--refresh"] : []),
        ...(runProgram ? ["--run-program"] : []),
        ...(clearPendingCreates ? ["--clear-pending-creates"] : []),
        ...(continueOnError ? ["--continue-on-error"] : []),
        ...targets.flatMap((name) => ["--target", name]),
        ...replace.flatMap((name) => ["--replace", name]),
    ];
}

function brokenOff(lines: string[], durationInMs: number): RunResult {
    const output = lines.join("\n");
    return { ok: false, output, changes: {}, outputs: {}, steps: [], diagnostics: [], durationInMs };
}
