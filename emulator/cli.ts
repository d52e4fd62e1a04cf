#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseCliArguments } from "./cliArguments.js";
import { onEndOfNpm } from "./onEndOfNpm.js";
import { type Emulator, type StartOptions, startEmulator } from "./startEmulator.js";

const name = "azure-assignments-emulator";

const help = `Usage: ${name} [--port N] [--identity-header SECRET] [--language-key KEY]

A local stand-in for Azure AI Language project resources, Microsoft Graph Autopilot devices and the
managed-identity token endpoint. It serves on 127.0.0.1 and prints one JSON line first:
{"url","identityEndpoint","identityHeader","languageKey"}. Ctrl-C stops it.

  --port N                  the port; 0, the default, takes a free one
  --identity-header SECRET  the secret of the token endpoint; by default a random one
  --language-key KEY        the Language key that is accepted; by default a random one
  --version                 print the version
  --help                    print this
`;

async function main(): Promise<void> {
    const request = parseCliArguments(process.argv.slice(2));
    switch (request.verb) {
        case "help":
            process.stdout.write(help);
            return;
        case "version":
            process.stdout.write(`${versionOfPackage()}\n`);
            return;
        case "refuse":
            return refuse(request.reason);
        case "start":
            return serve(request.options);
    }
}

async function serve(options: StartOptions): Promise<void> {
    const emulator = await startEmulator(options).catch((error: NodeJS.ErrnoException) => {
        const isTaken = error.code === "EADDRINUSE";
        refuse(isTaken ? `port ${options.port} is in use` : `cannot listen on port ${options.port}: ${error.message}`);
    });
    if (!emulator) {
        return;
    }
    const { url, identityEndpoint, identityHeader, languageKey } = emulator;
    process.once("SIGINT", () => void stop(emulator));
    process.once("SIGTERM", () => void stop(emulator));
    onEndOfNpm(() => void stop(emulator));
    // Whoever started it may read the first line only and close the pipe.
    process.stdout.on("error", () => undefined);
    process.stdout.write(`${JSON.stringify({ url, identityEndpoint, identityHeader, languageKey })}\n`);
}

async function stop(emulator: Emulator): Promise<void> {
    await emulator.close();
    process.exit(0);
}

function refuse(reason: string): void {
    process.stderr.write(`${name}: ${reason}\n`);
    process.exitCode = 2;
}

function versionOfPackage(): string {
    const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
}

void main();
