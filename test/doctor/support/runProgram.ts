import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { repository } from "../../packaging/support/repository";

/** What came of a program. */
export interface Ran {
    code: number | null;
    stdout: string;
    stderr: string;
}

/** A program of this repository that runs. */
export interface Running {
    child: ChildProcess;
    /** What it has written so far. */
    seen: { stdout: string; stderr: string };
    done: Promise<Ran>;
}

/** Whatever signs in or leads elsewhere on the machine that runs the tests takes no part in them. */
const foreign =
    /^(AZURE_|ARM_|IDENTITY_|MSI_|IMDS_|ACTIONS_ID_TOKEN_|GITHUB_ACTIONS$|SYSTEM_|HTTPS?_PROXY$|ALL_PROXY$|NO_PROXY$)/i;

/** Starts a compiled program, without input. */
export function startProgram(
    script: string,
    args: readonly string[],
    env: Record<string, string>,
    cwd = repository,
): Running {
    const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
    const child = spawn(process.execPath, [join(repository, script), ...args], {
        cwd,
        env: { ...own, ...env },
        stdio: ["ignore", "pipe", "pipe"],
    });
    const seen = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
        seen.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
        seen.stderr += text;
    });
    const done = new Promise<Ran>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve({ code, ...seen }));
    });
    return { child, seen, done };
}

/** Runs a compiled program to its end. */
export function runProgram(
    script: string,
    args: readonly string[],
    env: Record<string, string>,
    cwd?: string,
): Promise<Ran> {
    return startProgram(script, args, env, cwd).done;
}
