import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { ResourceTable } from "../validation/fields";
import { classInputs } from "./classInputs";

/**
 * Makes errors keep no more than one line of their stacks, until restored.
 *
 * Pulumi's SDK notes a stack for four promises of every property of a resource, each of them mapped to its sources, to be
 * shown only where `PULUMI_DEBUG_PROMISE_LEAKS` asks for it. That is a quarter of what a preview of a hundred resources takes.
 */
export function shortenStacks() {
    const limit = Error.stackTraceLimit;
    const restore = () => {
        Error.stackTraceLimit = limit;
    };
    const isShort = limit > 1 && !process.env.PULUMI_DEBUG_PROMISE_LEAKS;
    if (isShort) {
        Error.stackTraceLimit = 1;
    }
    return {
        restore,
        /** Restores, and adds to what was thrown meanwhile how the program came here. */
        lengthened(thrown: unknown): unknown {
            restore();
            if (isShort && thrown instanceof Error && Object.isExtensible(thrown)) {
                thrown.stack = [thrown.stack, ...(new Error().stack ?? "").split("\n").slice(2)].join("\n");
            }
            return thrown;
        },
    };
}

/** An error of which Pulumi shows the message alone, wherever it comes up: one of its handlers would print a stack, if there were one. */
export function runError(message: string, cause?: unknown): pulumi.RunError {
    const error = new pulumi.RunError(message);
    Object.defineProperty(error, "stack", { value: "", enumerable: false, configurable: true, writable: true });
    Object.defineProperty(error, "cause", { value: cause, enumerable: false, configurable: true, writable: true });
    return error;
}

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
function refuseWhatCannotWork(name: string, opts: pulumi.CustomResourceOptions | undefined): void {
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

/** What a resource class is made of. */
interface ResourceKind {
    provider: pulumi.dynamic.ResourceProvider;
    /** The first part of the type's name. */
    module: string;
    /** Its fields, each of which is an output: those that are not given too, whose values the provider tells. */
    table: Pick<ResourceTable, "name" | "inputs" | "outputs">;
}

/** What the resource classes have in common: how a resource is registered, with every property as an output. */
export abstract class ServiceResource extends pulumi.dynamic.Resource {
    /** @throws pulumi.RunError where options are given that do nothing, or the provider process would not find this package. */
    constructor(
        { provider, module, table }: ResourceKind,
        name: string,
        args: object,
        opts?: pulumi.CustomResourceOptions,
    ) {
        refuseWhatCannotWork(name, opts);
        const stacks = shortenStacks();
        try {
            const names = Object.keys({ ...table.inputs, ...table.outputs });
            const outputs = Object.fromEntries(names.map((output) => [output, undefined]));
            const props = { ...outputs, ...args, ...classInputs(name, args, opts) };
            // So a resource that the plugin made for a program in any language is taken over where it is.
            const alias = { type: `azure-assignments:${module}:${table.name}` };
            const options = { ...opts, aliases: [...(opts?.aliases ?? []), alias] };
            super(provider, name, props, options, module, table.name);
        } catch (error) {
            throw stacks.lengthened(error);
        } finally {
            stacks.restore();
        }
    }
}
