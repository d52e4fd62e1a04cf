import { type ChildProcess, spawn } from "node:child_process";
import { LineSplitter } from "../../lineSplitter";

/** How a child process is started. */
export interface ChildOptions {
    script: string;
    args: string[];
    cwd: string;
    env: Record<string, string>;
    /** Starts it in a process group of its own, out of reach of a terminal's Ctrl-C. */
    ownGroup: boolean;
    onStdout: (line: string) => void;
    onStderr: (line: string) => void;
}

/** A Node.js script run as a child, its output delivered line by line. */
export class ScriptProcess {
    /** Settles with the exit code when the process is gone and its output is drained; null after a signal. */
    readonly exited: Promise<number | null>;
    readonly child: ChildProcess;

    constructor(private readonly options: ChildOptions) {
        const { script, args, cwd, env, ownGroup } = options;
        // As with Pulumi, a PATH of the stack's own decides which Node.js runs it.
        const child = spawn(env.PATH === undefined ? process.execPath : "node", [script, ...args], {
            cwd,
            env: { ...process.env, ...env },
            stdio: ["pipe", "pipe", "pipe"],
            detached: ownGroup,
        });
        this.child = child;
        const stdout = new LineSplitter(options.onStdout);
        const stderr = new LineSplitter(options.onStderr);
        child.stdout.setEncoding("utf8").on("data", (text: string) => stdout.write(text));
        child.stderr.setEncoding("utf8").on("data", (text: string) => stderr.write(text));
        // What this process leaves behind when it ends in order would live on for ever.
        const killNow = () => this.signal("SIGKILL");
        process.once("exit", killNow);
        // The other end may be gone before its input is closed.
        child.stdin.on("error", () => undefined);
        this.exited = new Promise((resolve, reject) => {
            child.once("error", reject);
            child.once("close", (code) => {
                process.removeListener("exit", killNow);
                stdout.end();
                stderr.end();
                resolve(code);
            });
        });
    }

    /** Interrupts the process; one that is not gone in time is killed. */
    async stop(patienceInMs: number): Promise<void> {
        this.signal("SIGINT");
        const timer = setTimeout(() => this.signal("SIGKILL"), patienceInMs);
        await this.exited.catch(() => undefined);
        clearTimeout(timer);
    }

    private signal(signal: NodeJS.Signals): void {
        const { pid, exitCode, signalCode } = this.child;
        if (pid === undefined || exitCode !== null || signalCode !== null) {
            return;
        }
        try {
            process.kill(this.options.ownGroup ? -pid : pid, signal);
        } catch {
            // It ended meanwhile.
        }
    }
}
