import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { runError } from "./runError";

const runtime = "pulumi-azure-assignments/runtime";

/** Options that Pulumi does not pass on to dynamic resources, and what to do instead. */
const deafOptions = {
    import:
        "does not work for dynamic resources. Leave it out: what is there already is taken over by create, " +
        'which is what existing: "adopt", the default, means.',
    customTimeouts:
        'has no effect on dynamic resources. Use the input timeouts instead, for example timeouts: { create: "1h" }.',
} as const;

/**
 * Refuses what could only go wrong later, in the provider's process and with a stack that explains nothing.
 * @throws pulumi.RunError of which Pulumi shows the sentence alone.
 */
export function refuseWhatCannotWork(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
    for (const [option, problem] of Object.entries(deafOptions)) {
        if (opts?.[option as keyof typeof deafOptions] !== undefined) {
            throw runError(`"${name}": the resource option ${option} ${problem}`);
        }
    }
    isReachable ??= isRuntimeReachable();
    if (!isReachable) {
        throw runError(unreachable(process.cwd()));
    }
}

/** Looked for once, since every resource of a program has the same answer. */
let isReachable: boolean | undefined;

/**
 * Whether the provider's process will find this package: it looks from the program's folder upwards. Only in Pulumi's own
 * host of programs is that the working directory; in tests with mocks, or where the program is a function, nobody knows.
 */
function isRuntimeReachable(): boolean {
    if (!process.env.PULUMI_NODEJS_MONITOR) {
        return true;
    }
    try {
        // As a module of the program's would: this package's own modules would find it by its name anywhere.
        createRequire(path.join(process.cwd(), "program.js")).resolve(runtime);
        return true;
    } catch {
        return false;
    }
}

function unreachable(folder: string): string {
    const found = packageOf(folder);
    const place = found ?? path.join(folder, "package.json");
    return (
        `pulumi-azure-assignments is installed for another package only: Pulumi's provider process, which looks from ${folder} upwards, ` +
        `would not find it. Name it among the dependencies of ${place} and install again.`
    );
}

/** The package.json that a folder belongs to. */
function packageOf(folder: string): string | undefined {
    const file = path.join(folder, "package.json");
    const parent = path.dirname(folder);
    return existsSync(file) ? file : parent === folder ? undefined : packageOf(parent);
}
