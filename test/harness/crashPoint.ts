import type { HttpClient as Transport } from "@azure/core-rest-pipeline";

/**
 * Where the provider process is killed: at the request with this number (from 0, token requests included), `before` it is
 * sent or `after` the service has answered it; or as soon as the step with this number has returned, before it is saved.
 */
export type CrashPoint = { request: number; moment: "before" | "after" } | { step: number };

/** Wraps a transport so that the process dies at a request; a dead process sends nothing and learns nothing more. */
export function mortalTransport(
    transport: Transport,
    crash: CrashPoint | undefined,
    life: { readonly dead: AbortSignal; die(): void },
): Transport {
    let count = 0;
    const never = () => new Promise<never>(() => undefined);
    return {
        async sendRequest(request) {
            const number = count++;
            const isLast = crash !== undefined && "request" in crash && crash.request === number;
            if (isLast && crash.moment === "before") {
                life.die();
            }
            if (life.dead.aborted) {
                return never();
            }
            const response = await transport.sendRequest(request);
            if (isLast) {
                life.die();
            }
            return life.dead.aborted ? never() : response;
        },
    };
}
