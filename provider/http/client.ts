import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { type Clock, systemClock } from "../core/clock";
import { getOrCreate } from "../core/keyed";
import { checkOrigin } from "./links";
import { OriginState } from "./origin";
import { type SenderOptions, sendUntilDone } from "./retry";
import { signIn } from "./signIn";
import { createPipeline, nodeFetchTransport } from "./transport";
import type { HttpClient, KeySource, TokenSource } from "./types";

const requestTimeouts = { GET: 30_000, POST: 60_000 };
const defaultGetsPerMinute = 100;

/** What a client is made of. */
export interface HttpClientOptions {
    /** Where tokens come from. */
    tokens: TokenSource;
    /** Language keys, used for requests that allow them. Default: none. */
    keys?: KeySource;
    /** Default: wall time. */
    clock?: Clock;
    /** Numbers in [0, 1) that spread waits. Default: `Math.random`. */
    random?: () => number;
    /** What moves the bytes. Default: node-fetch. */
    transport?: Transport;
    /** Called now and then with what has kept requests from success for a while. Default: nothing is said. */
    say?: (line: string) => void;
    /** How long one request may take, its answer included, never beyond its deadline. Default: 30 s for GET, 60 s for POST. */
    requestTimeoutInMs?: number;
    /** How many GETs a minute an origin takes (Azure AI Language authoring: 100). Only polls wait for their share. */
    getsPerMinute?: number;
}

/** Creates the client that both services share. It loads nothing heavy before its first request, or before signing in ahead of that. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
    const { clock = systemClock, random = Math.random, getsPerMinute = defaultGetsPerMinute, say } = options;
    const origins = new Map<string, OriginState>();
    const stateOf = (origin: string) =>
        getOrCreate(origins, origin, () => new OriginState({ clock, random, getsPerMinute, say }));
    let sender: SenderOptions | undefined;
    const load = () => {
        sender ??= senderOptions(options, clock, random);
        return sender;
    };
    return {
        async send(request) {
            const url = checkOrigin(request);
            return sendUntilDone(request, url, stateOf(url.origin), load());
        },
        signInAhead({ origin, auth, deadline }) {
            if (!sender) {
                signIn(new URL(origin), { auth, deadline }, load()).catch(() => undefined);
            }
        },
    };
}

function senderOptions(options: HttpClientOptions, clock: Clock, random: () => number): SenderOptions {
    const { tokens, keys, requestTimeoutInMs, transport = nodeFetchTransport } = options;
    const timeoutInMs = (method: "GET" | "POST") => requestTimeoutInMs ?? requestTimeouts[method];
    return { tokens, keys, clock, random, transport, timeoutInMs, pipeline: createPipeline() };
}
