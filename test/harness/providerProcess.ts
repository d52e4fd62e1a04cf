import { setMaxListeners } from "node:events";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { Clock } from "#provider/core/clock";
import { methodsOf } from "#provider/host/dynamic/methods";
import { ProcessHost } from "#provider/host/processHost";
import { check as checkBinding } from "#provider/lifecycle/deviceResourceAccountBinding/check";
import { diff as diffBinding } from "#provider/lifecycle/deviceResourceAccountBinding/diff";
import * as bindingVerbs from "#provider/lifecycle/deviceResourceAccountBinding/verbs";
import { check as checkAssignment } from "#provider/lifecycle/projectResourceAssignment/check";
import { diff as diffAssignment } from "#provider/lifecycle/projectResourceAssignment/diff";
import { previewChange } from "#provider/lifecycle/projectResourceAssignment/preview";
import * as assignmentVerbs from "#provider/lifecycle/projectResourceAssignment/verbs";
import { type CrashPoint, mortalTransport } from "./crashPoint";
import { mortalClock } from "./mortalClock";
import { acrossBorder, type ResourceKind } from "./stackState";

/** A line that a person would see. */
export interface Line {
    severity: "info" | "warning";
    text: string;
}

/** What a provider process runs on. */
export interface ProcessOptions {
    clock: Clock;
    transport: Transport;
    /** Default: as the environment says. */
    createCredential?: CredentialFactory;
    /** Numbers in [0, 1) that spread waits. */
    random?: () => number;
    /** Stack configuration by `namespace:key`. */
    config?: Readonly<Record<string, string>>;
    /** Where a Language key is looked for. Default: nowhere. */
    env?: NodeJS.ProcessEnv;
    /** Where the process is killed. Default: nowhere. */
    crash?: CrashPoint;
    /** How many bytes of a half-done resource an error may carry. Default: what Pulumi's engine takes. */
    mostBytesOfPartial?: number;
}

/** The process was killed before it could answer. */
export class ProcessKilled extends Error {}

type Methods = ReturnType<typeof methodsOf>;

const lazyVerbs = {
    assignment: {
        check: checkAssignment,
        diff: diffAssignment,
        preview: previewChange,
        load: async () => assignmentVerbs,
    },
    binding: { check: checkBinding, diff: diffBinding, load: async () => bindingVerbs },
};

/** One life of the provider process: everything that its resources share begins anew with it, and dies with it. */
export class ProviderProcess {
    readonly lines: Line[] = [];
    private readonly host: ProcessHost;
    private readonly end = new AbortController();
    private readonly killed: Promise<never>;

    constructor(options: ProcessOptions) {
        const {
            clock,
            transport,
            createCredential,
            random,
            config = {},
            env = {},
            crash,
            mostBytesOfPartial,
        } = options;
        const dead = this.end.signal;
        // Every sleep listens to it.
        setMaxListeners(0, dead);
        this.killed = new Promise((_, reject) => {
            dead.addEventListener("abort", () => reject(new ProcessKilled("the provider process was killed")));
        });
        this.killed.catch(() => undefined);
        const log = {
            write: (severity: Line["severity"], text: string) =>
                void (this.alive && this.lines.push({ severity, text })),
            flush: async () => undefined,
        };
        const services = {
            clock: mortalClock(clock, dead),
            transport: mortalTransport(transport, crash, { dead, die: () => this.kill() }),
            createCredential,
            random,
            env,
        };
        this.host = new ProcessHost((key) => config[key], { log, services, mostBytesOfPartial });
    }

    get alive(): boolean {
        return !this.end.signal.aborted;
    }

    /** Ends the process at once, whatever it is doing; also how a process ends after its work. */
    kill(): void {
        this.end.abort();
    }

    /** Tells the process that its engine is gone: it sends nothing more. */
    abandon(): void {
        this.host.abandon();
    }

    /** Tells the process that its engine was asked to stop: what is under way comes to an end, and is recorded. */
    interrupt(): void {
        this.host.interrupt();
    }

    /** Calls a verb as the engine does: JSON goes in and comes out. Rejects as the verb does, or with `ProcessKilled`. */
    async call<V extends keyof Methods>(kind: ResourceKind, verb: V, ...args: Parameters<Methods[V]>) {
        const methods = methodsOf(this.host, lazyVerbs[kind]);
        const method = methods[verb] as (...args: unknown[]) => ReturnType<Methods[V]>;
        const result = await Promise.race([method(...acrossBorder(args)), this.killed]);
        return acrossBorder(result) as Awaited<ReturnType<Methods[V]>>;
    }
}
