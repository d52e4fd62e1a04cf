import { Readable } from "node:stream";
import type { PipelineRequest, HttpClient as Transport } from "@azure/core-rest-pipeline";

/** One exchange as it went over the line, before anything in it is replaced. Headers of the request are not kept: they hold the token. */
export interface RawExchange {
    method: string;
    url: string;
    credential: "token" | "key" | "none";
    body?: string;
    response?: { status: number; headers: Record<string, string>; chunks: Buffer[] };
    /** Node's code, where no answer came. */
    failure?: string;
}

/** Notes every exchange with the services on its way through. */
export class Recorder {
    readonly exchanges: RawExchange[] = [];

    constructor(private readonly inner: Transport) {}

    /** The transport to use in place of the inner one. */
    readonly transport: Transport = {
        sendRequest: async (request) => {
            const exchange: RawExchange = {
                method: request.method,
                url: request.url,
                credential: credentialOf(request),
                body: typeof request.body === "string" ? request.body : undefined,
            };
            this.exchanges.push(exchange);
            try {
                const response = await this.inner.sendRequest(request);
                const chunks: Buffer[] = [];
                const headers = response.headers.toJSON({ preserveCase: true });
                exchange.response = { status: response.status, headers, chunks };
                const { readableStreamBody: body } = response;
                return body ? { ...response, readableStreamBody: Readable.from(copied(body, chunks)) } : response;
            } catch (error) {
                exchange.failure = String((error as { code?: unknown }).code ?? "failed");
                throw error;
            }
        },
    };
}

/** What comes through while it is read; a body that breaks breaks for the reader too. */
async function* copied(stream: NodeJS.ReadableStream, chunks: Buffer[]): AsyncGenerator<Buffer> {
    for await (const chunk of stream) {
        const buffer = Buffer.from(chunk);
        chunks.push(buffer);
        yield buffer;
    }
}

function credentialOf({ headers }: PipelineRequest): RawExchange["credential"] {
    return headers.has("authorization") ? "token" : headers.has("ocp-apim-subscription-key") ? "key" : "none";
}
