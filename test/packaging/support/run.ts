import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a command, with some more environment variables, and answers its standard output. Rejects, with everything it printed, when it fails. */
export async function run(
    command: string,
    args: readonly string[],
    cwd: string,
    env?: Record<string, string>,
): Promise<string> {
    try {
        const { stdout } = await promisify(execFile)(command, [...args], {
            cwd,
            env: { ...process.env, ...env },
            maxBuffer: 64 * 1024 * 1024,
        });
        return stdout;
    } catch (error) {
        const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
        throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
    }
}
