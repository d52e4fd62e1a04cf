import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { type Controls, makeControls } from "./control/controls.js";
import { createWorld } from "./createWorld.js";
import { listen } from "./server.js";

/** How an emulator is started; everything has a default. */
export interface StartOptions {
    /** The port on 127.0.0.1. Default 0: a free one. */
    readonly port?: number;
    /** The secret of the token endpoint. Default: a random one. */
    readonly identityHeader?: string;
    /** The key of the Language resource. Default: a random one. */
    readonly languageKey?: string;
    /** The clock, in milliseconds since 1970. Default: the machine's. */
    readonly now?: () => number;
    /** How a fault with `delayMs` waits. Default: by a timer. */
    readonly sleep?: (durationInMs: number) => Promise<void>;
}

/** A running emulator. */
export interface Emulator extends Controls {
    /** Where it serves, such as `http://127.0.0.1:4010`: the Language endpoint and the Graph root alike. */
    readonly url: string;
    /** The value for `IDENTITY_ENDPOINT`. */
    readonly identityEndpoint: string;
    /** The value for `IDENTITY_HEADER`. */
    readonly identityHeader: string;
    /** The Language key that is accepted. */
    readonly languageKey: string;
    /** Stops it and drops all connections. */
    close(): Promise<void>;
}

/** Starts an emulator on loopback; rejects where the port cannot be had. */
export async function startEmulator(options: StartOptions = {}): Promise<Emulator> {
    const identityHeader = options.identityHeader ?? randomBytes(16).toString("hex");
    const languageKey = options.languageKey ?? randomBytes(16).toString("hex");
    const world = createWorld({
        clock: options.now ?? Date.now,
        // A request that still waits must not keep a process alive that is done with the emulator.
        sleep: options.sleep ?? ((durationInMs) => delay(durationInMs, undefined, { ref: false })),
        identityHeader,
        languageKey,
    });
    const controls = makeControls(world);
    const { url, close } = await listen(world, controls, options.port ?? 0);
    return { ...controls, url, identityEndpoint: `${url}/msi/token`, identityHeader, languageKey, close };
}
