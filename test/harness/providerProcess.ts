import { setMaxListeners } from "node:events";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { Clock } from "#provider/core/clock";
import type { Severity } from "#provider/host/engine";
import { type CrashPoint, mortalTransport } from "./crashPoint";
import type { FrontEnd } from "./frontEnds/frontEnd";
import { type FrontEndName, frontEnds } from "./frontEnds/frontEnds";
import { mortalClock } from "./mortalClock";

/** A line that a person would see. */
export interface Line {
    severity: Severity;
    text: string;
}

/** What a provider process runs on. */
export interface ProcessOptions {
    /** What serves the resources. Default: the dynamic providers. */
    frontEnd?: FrontEndName;
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

/** One life of the provider process: everything that its resources share begins anew with it, and dies with it. */
export class ProviderProcess {
    readonly lines: Line[] = [];
    private readonly frontEnd: FrontEnd;
    private readonly end = new AbortController();
    private readonly killed: Promise<never>;

    constructor(options: ProcessOptions) {
        const {
            frontEnd = "dynamic",
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
            write: (severity: Severity, text: string) => void (this.alive && this.lines.push({ severity, text })),
            flush: async () => undefined,
        };
        const services = {
            clock: mortalClock(clock, dead),
            transport: mortalTransport(transport, crash, { dead, die: () => this.kill() }),
            createCredential,
            random,
            env,
        };
        this.frontEnd = frontEnds[frontEnd]({ config, log, services, mostBytesOfPartial });
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
        this.frontEnd.abandon();
    }

    /** Tells the process that its engine was asked to stop: what is under way comes to an end, and is recorded. */
    interrupt(): void {
        this.frontEnd.interrupt();
    }

    /** Calls a verb as the engine does. Rejects as the verb does, or with `ProcessKilled`. */
    call<T>(verb: (frontEnd: FrontEnd) => Promise<T>): Promise<T> {
        return Promise.race([verb(this.frontEnd), this.killed]);
    }
}
