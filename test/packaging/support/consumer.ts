import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { packTarball } from "./packTarball";
import { repository } from "./repository";
import { run } from "./run";

/** What the emulator prints first. */
export interface EmulatorLine {
    url: string;
    identityEndpoint: string;
    identityHeader: string;
    languageKey: string;
}

const install = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"];

/** A user's folder outside the repository, into which the tarballs are installed from packages alone. */
export class Consumer {
    private emulator: ChildProcess | undefined;

    private constructor(
        /** The folder that holds `node_modules`. */
        readonly folder: string,
    ) {}

    /** Packs both packages and installs them, with the version of `@pulumi/pulumi` that the repository is tested with. */
    static async create(): Promise<Consumer> {
        const consumer = new Consumer(mkdtempSync(join(tmpdir(), "azure-assignments-consumer-")));
        const tarballs = join(consumer.folder, "tarballs");
        mkdirSync(tarballs);
        const packed = [await packTarball("provider", tarballs), await packTarball("emulator", tarballs)];
        writeFileSync(
            join(consumer.folder, "package.json"),
            `${JSON.stringify({ name: "consumer", private: true })}\n`,
        );
        await consumer.install(`@pulumi/pulumi@${versionOf("@pulumi/pulumi")}`, ...packed);
        return consumer;
    }

    /** Adds packages. */
    async install(...packages: string[]): Promise<void> {
        await run("npm", [...install, ...packages], this.folder);
    }

    /** Copies a program into a folder of its own, a complete Pulumi project; answers its path. */
    addProject(name: string, program: string): string {
        const folder = join(this.folder, name);
        mkdirSync(folder);
        cpSync(program, folder, { recursive: true });
        writeFileSync(join(folder, "Pulumi.yaml"), `name: ${name}\nruntime: nodejs\n`);
        writeFileSync(join(folder, "package.json"), `${JSON.stringify({ name, private: true })}\n`);
        return folder;
    }

    /** Runs a command that a tarball brings; answers what it prints. */
    command(name: string, args: readonly string[], env: Record<string, string>): Promise<string> {
        return run(join(this.folder, "node_modules", ".bin", name), args, this.folder, env);
    }

    /** Starts the emulator by the command that its tarball brings. */
    async startEmulator(): Promise<EmulatorLine> {
        const command = join(this.folder, "node_modules", ".bin", "azure-assignments-emulator");
        this.emulator = spawn(command, ["--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
        const lines = createInterface({ input: this.emulator.stdout as NodeJS.ReadableStream });
        const [line] = await once(lines, "line");
        return JSON.parse(line);
    }

    /** Stops the emulator; answers its exit code. */
    async stopEmulator(): Promise<number | null> {
        const { emulator } = this;
        this.emulator = undefined;
        if (!emulator) {
            return null;
        }
        emulator.kill("SIGTERM");
        const [code] = await once(emulator, "exit");
        return code;
    }

    /** Removes everything. */
    async remove(): Promise<void> {
        await this.stopEmulator();
        rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
    }
}

function versionOf(name: string): string {
    return JSON.parse(readFileSync(join(repository, "node_modules", name, "package.json"), "utf8")).version;
}
