import type { Clock } from "#provider/core/clock";
import { Deadline } from "#provider/core/deadline";
import { createHttpClient, type HttpClientOptions } from "#provider/http/client";
import type { HttpClient, ServiceRequest, ServiceResponse } from "#provider/http/types";

const contoso = "https://contoso.cognitiveservices.azure.com";

/** Fills in what a test does not care about; the default deadline is 10 minutes. */
export type PartialRequest = Partial<ServiceRequest> & { path?: string; deadlineInMs?: number; signal?: AbortSignal };

/** Makes a client that signs in with the token `token-1`, and after each renewal with the next one. */
export function testClient(clock: Clock, options: Partial<HttpClientOptions>) {
    const renewals: string[] = [];
    let count = 1;
    const tokens = {
        getToken: async ({ renew }: { renew?: string }) => {
            if (renew === `token-${count}`) {
                renewals.push(renew);
                count += 1;
            }
            return `token-${count}`;
        },
    };
    const client: HttpClient = createHttpClient({ tokens, clock, random: () => 1, ...options });
    const send = ({ path = "/x", deadlineInMs = 600_000, signal, ...request }: PartialRequest = {}) => {
        const origin = request.origin ?? contoso;
        return client.send({
            method: "GET",
            url: `${origin}${path}`,
            origin,
            auth: { scope: "scope", authorityHost: "authority" },
            deadline: new Deadline(clock, deadlineInMs, signal),
            action: "Doing it",
            ...request,
        });
    };
    return { client, send, renewals };
}

/** Awaits an error of a class; fails when there is none or another. */
export async function errorOf<E extends Error>(
    promise: Promise<ServiceResponse | unknown>,
    type: abstract new (...args: never[]) => E,
): Promise<E> {
    const result = await promise.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
    );
    if ("error" in result && result.error instanceof type) {
        return result.error;
    }
    const got = "error" in result ? String(result.error) : `a result: ${JSON.stringify(result.value)}`;
    throw new Error(`expected ${type.name}, got ${got}`);
}
