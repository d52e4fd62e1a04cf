import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Runs a command and answers its standard output. Rejects, with everything it printed, when it fails. */
export async function run(
    command: string,
    args: readonly string[],
    cwd: string,
    env: NodeJS.ProcessEnv = {},
): Promise<string> {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 };
    try {
        const { stdout } = await promisify(execFile)(command, [...args], options);
        return stdout;
    } catch (error) {
        const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
        throw new Error(`${command} ${args.join(" ")} failed:\n${stdout}\n${stderr}`);
    }
}
