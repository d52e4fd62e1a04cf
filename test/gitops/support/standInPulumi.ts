import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { parse } from "yaml";
import { StackSettings } from "../../engine/deployment/state/stackSettings";
import type { RunResult } from "../../engine/engine";
import type { Diagnostic } from "../../engine/engineEvent";
import { readProjectFile } from "../../engine/projectFile";
import { startCli } from "../../engine/startCli";

/*
 * Stands in for the Pulumi CLI where there is none. It takes exactly the options that the example's scripts use, reads the stack's
 * configuration as the CLI does, and lets the test engine do the work. It does not run policies.
 */
const passphrase = "passphrase";
const folder = process.cwd();
const stateFolder = process.env.STAND_IN_STATE ?? "";

async function main(): Promise<number> {
    const { values, positionals } = parseArgs({
        allowPositionals: true,
        options: {
            stack: { type: "string", default: "" },
            refresh: { type: "boolean", default: false },
            yes: { type: "boolean", default: false },
            "non-interactive": { type: "boolean" },
            color: { type: "string" },
            "suppress-progress": { type: "boolean" },
            "expect-no-changes": { type: "boolean", default: false },
            "event-log": { type: "string" },
            "policy-pack": { type: "string", default: "" },
            "policy-pack-config": { type: "string", default: "" },
        },
    });
    const [operation] = positionals;
    if ((operation !== "preview" && !(operation === "up" && values.yes)) || positionals.length > 1) {
        throw new Error(`stand-in: it runs preview, and up --yes, not "${positionals.join(" ")}"`);
    }
    requireFiles(join(values["policy-pack"], "PulumiPolicy.yaml"), values["policy-pack-config"]);
    await configure(values.stack);
    const options = { refresh: values.refresh, parallel: 4 * availableParallelism() };
    const request = { operation, options, projectFolder: folder, stateFolder, passphrase, env: {} } as const;
    const running = await startCli({ ...request, onLine: console.log });
    const result = await running.done;
    if (values["event-log"]) {
        writeFileSync(
            values["event-log"],
            eventsOf(result)
                .map((event) => `${JSON.stringify(event)}\n`)
                .join(""),
        );
    }
    const hasChanges = Object.entries(result.changes).some(([op, count]) => op !== "same" && count > 0);
    return !result.ok ? 1 : values["expect-no-changes"] && hasChanges ? 7 : 0;
}

/** Copies the configuration in `Pulumi.<stack>.yaml` into the test engine's settings. */
async function configure(stack: string): Promise<void> {
    const { name: project, typescript } = await readProjectFile(folder);
    const { config = {} } = parse(readFileSync(join(folder, `Pulumi.${stack}.yaml`), "utf8"));
    const settings = existsSync(join(stateFolder, "stack.json"))
        ? StackSettings.read(stateFolder, passphrase)
        : StackSettings.create(stateFolder, passphrase, { project, stack, typescript });
    for (const [key, value] of Object.entries(config)) {
        settings.set(key, typeof value === "string" ? value : JSON.stringify(value));
    }
}

function requireFiles(...files: string[]): void {
    const missing = files.filter((file) => !existsSync(file));
    if (missing.length > 0) {
        throw new Error(`stand-in: no such file: ${missing.join(", ")}`);
    }
}

/** A result in the form of Pulumi's event log. */
function eventsOf({ steps, diagnostics }: RunResult): object[] {
    return [
        ...steps.map(({ op, urn }) => ({ resourcePreEvent: { metadata: { op, urn } } })),
        ...diagnostics.map((diagnostic) => ({ diagnosticEvent: asPulumis(diagnostic) })),
    ];
}

function asPulumis({ severity, message, ...rest }: Diagnostic): object {
    const isTrouble = severity === "error" || severity === "warning";
    return { ...rest, severity, message: `${message}\n`, ...(isTrouble ? { prefix: `${severity}: ` } : {}) };
}

main().then(
    (code) => {
        process.exitCode = code;
    },
    (error: Error) => {
        console.error(error.message);
        process.exitCode = 255;
    },
);
