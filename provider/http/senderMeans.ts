import type { Pipeline, HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { LanguageKeys } from "../auth/languageKeys";
import type { TokenSource } from "../auth/tokenSource";
import type { Clock } from "../polling/clock";

/** What sending needs, the same for all requests of a client. */
export interface SenderMeans {
    tokens: TokenSource;
    keys?: LanguageKeys;
    clock: Clock;
    random: () => number;
    pipeline: Pipeline;
    transport: Transport;
    /** How long one attempt may take. */
    timeoutInMs: (method: "GET" | "POST") => number;
}
