import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect } from "chai";
import { startEmulator } from "../index.js";

const cli = join(__dirname, "..", "cli.js");

interface Ended {
    readonly code: number | null;
    readonly stdout: string;
    readonly stderr: string;
}

function run(...args: string[]): ChildProcess {
    return spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

async function ended(child: ChildProcess): Promise<Ended> {
    const output = { stdout: "", stderr: "" };
    child.stdout?.on("data", (chunk) => (output.stdout += chunk));
    child.stderr?.on("data", (chunk) => (output.stderr += chunk));
    const [code] = await once(child, "close");
    return { code, ...output };
}

async function firstLine(child: ChildProcess): Promise<Record<string, string>> {
    if (!child.stdout) {
        throw new Error("no stdout");
    }
    const [line] = await once(createInterface({ input: child.stdout }), "line");
    return JSON.parse(line);
}

async function arrived(url = ""): Promise<number> {
    const state = (await (await fetch(`${url}/_emulator/state`)).json()) as { requests: unknown[] };
    return state.requests.length;
}

describe("the command line", function () {
    // Each test starts processes, on a machine that may have more to do.
    this.timeout(600_000);

    for (const signal of ["SIGINT", "SIGTERM"] as const) {
        it(`prints one JSON line first, serves, and stops with 0 on ${signal} though a connection hangs`, async () => {
            const child = run("--port", "0");
            const done = once(child, "close");
            const line = await firstLine(child);
            expect(Object.keys(line)).to.deep.equal(["url", "identityEndpoint", "identityHeader", "languageKey"]);
            expect(line.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
            expect(line.identityEndpoint).to.equal(`${line.url}/msi/token`);
            const body = JSON.stringify([{ action: { hang: "before" } }]);
            await fetch(`${line.url}/_emulator/faults`, { method: "POST", body });
            const hanging = fetch(`${line.url}/beta`).then(
                () => "answered",
                () => "dropped",
            );
            while ((await arrived(line.url)) === 0) {}
            child.kill(signal);
            expect(await hanging).to.equal("dropped");
            expect((await done)[0]).to.equal(0);
        });
    }

    it("stops with the shell that npm started it in, as a signal to npm reaches that shell alone", async () => {
        const env = { ...process.env, npm_lifecycle_event: "emulator" };
        // What follows keeps the shell from becoming the emulator.
        const shell = spawn("sh", ["-c", `"${process.execPath}" "${cli}"; true`], {
            env,
            stdio: ["ignore", "pipe", 2],
        });
        const done = once(shell, "close");
        const { url = "" } = await firstLine(shell);
        shell.kill();
        // It closes when the last one that holds its output is gone.
        await done;
        expect(await fetch(url).catch(() => "gone")).to.equal("gone");
    });

    it("takes port and secrets from the command line", async () => {
        const probe = await startEmulator();
        const port = new URL(probe.url).port;
        await probe.close();
        const child = run(`--port=${port}`, "--identity-header", "h", "--language-key=k");
        const done = once(child, "close");
        const line = await firstLine(child);
        expect(line).to.include({ url: `http://127.0.0.1:${port}`, identityHeader: "h", languageKey: "k" });
        child.kill();
        await done;
    });

    it("refuses a taken port with one line and exit code 2", async () => {
        const holder = await startEmulator();
        const { port } = new URL(holder.url);
        const { code, stdout, stderr } = await ended(run("--port", port));
        await holder.close();
        expect({ code, stdout, stderr }).to.deep.equal({
            code: 2,
            stdout: "",
            stderr: `azure-assignments-emulator: port ${port} is in use\n`,
        });
    });

    const bad: [string[], RegExp][] = [
        [["--port"], /--port <value>' argument missing/],
        [["--identity-header", ""], /--identity-header must be letters/],
        [["--identity-header", "--port=1"], /argument is ambiguous/],
        [["--port", "x"], /--port must be a number from 0 to 65535/],
        [["--port", "65536"], /--port must be a number/],
        [["--prot", "1"], /Unknown option '--prot'/],
        [["start"], /Unexpected argument 'start'/],
        [["--identity-header", "clé"], /--identity-header must be letters, digits and ASCII punctuation/],
        [["--language-key", "a b"], /--language-key must be letters/],
    ];
    for (const [args, message] of bad) {
        it(`refuses "${args.join(" ")}" with one line and exit code 2`, async () => {
            const { code, stdout, stderr } = await ended(run(...args));
            expect(code).to.equal(2);
            expect(stdout).to.equal("");
            expect(stderr).to.match(message);
            expect(stderr.trimEnd().split("\n")).to.have.length(1);
        });
    }

    it("prints help and version", async () => {
        const help = await ended(run("--help"));
        expect(help.code).to.equal(0);
        expect(help.stdout).to.match(/--port N/);
        const { version } = JSON.parse(readFileSync(join(__dirname, "..", "..", "package.json"), "utf8"));
        expect(await ended(run("--version"))).to.include({ code: 0, stdout: `${version}\n` });
    });
});
