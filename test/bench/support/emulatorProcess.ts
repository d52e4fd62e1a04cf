import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { EmulatorOptions, EmulatorSeed, EmulatorState } from "#emulator/index";

/** What the emulator says first. */
interface Greeting {
    url: string;
    identityEndpoint: string;
    identityHeader: string;
}

/** An emulator in a process of its own, so that its work is not the measuring process's. */
export class EmulatorProcess {
    private constructor(
        private readonly child: ChildProcess,
        /** Where it serves. */
        readonly url: string,
        /** Environment that signs a stack in at it. */
        readonly signIn: Record<string, string>,
    ) {}

    /** Starts it on a free port; rejects when it ends before it serves. */
    static async start(): Promise<EmulatorProcess> {
        const child = spawn(process.execPath, [require.resolve("#emulator/cli"), "--port", "0"], {
            stdio: ["ignore", "pipe", "inherit"],
        });
        const { url, identityEndpoint, identityHeader } = await greetingOf(child);
        return new EmulatorProcess(child, url, {
            ...noOtherSignIn(),
            IDENTITY_ENDPOINT: identityEndpoint,
            IDENTITY_HEADER: identityHeader,
        });
    }

    /** All that it holds, and every request since the last reset. */
    state(): Promise<EmulatorState> {
        return this.control("GET", "state");
    }

    /** Empties it, then seeds and sets it anew. */
    async reset(seed: EmulatorSeed, options: Partial<EmulatorOptions> = {}): Promise<void> {
        await this.control("POST", "reset");
        await this.control("PUT", "options", options);
        await this.control("PUT", "state", seed);
    }

    /** Ends the process. */
    async stop(): Promise<void> {
        const gone = new Promise((resolve) => this.child.once("exit", resolve));
        if (this.child.exitCode === null && this.child.kill()) {
            await gone;
        }
    }

    private async control<T>(method: string, name: string, body?: unknown): Promise<T> {
        const response = await fetch(`${this.url}/_emulator/${name}`, { method, body: JSON.stringify(body) });
        if (!response.ok) {
            throw new Error(`The emulator answered ${response.status} to ${method} ${name}: ${await response.text()}`);
        }
        return (await response.json()) as T;
    }
}

/** What this machine is otherwise signed in by is no business of the emulator. */
function noOtherSignIn(): Record<string, string> {
    const names = Object.keys(process.env).filter((name) => /^(AZURE|ARM)_/.test(name));
    return Object.fromEntries(names.map((name) => [name, ""]));
}

function greetingOf(child: ChildProcess): Promise<Greeting> {
    return new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("exit", (code) => reject(new Error(`The emulator ended with code ${code} before it served.`)));
        if (child.stdout) {
            createInterface(child.stdout).once("line", (line) => resolve(JSON.parse(line)));
        }
    });
}
