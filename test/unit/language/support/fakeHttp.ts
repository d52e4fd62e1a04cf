import type { HttpClient, ServiceRequest, ServiceResponse } from "#provider/http/types";

/** A good answer, as the pipeline gives it. */
export function good(body?: unknown, headers: Record<string, string> = {}, status = 200): ServiceResponse {
    return { status, body, header: (name) => headers[name.toLowerCase()] };
}

interface FakeHttpNotes {
    /** The requests, in their order. */
    sent: ServiceRequest[];
    /** What was signed in for ahead of requests. */
    ahead: string[];
}

/** A client that sends nothing: it notes each request and answers as told, one answer after another; the last one again and again. */
export function fakeHttp(...answers: (ServiceResponse | Error)[]): HttpClient & FakeHttpNotes {
    const sent: ServiceRequest[] = [];
    const ahead: string[] = [];
    return {
        sent,
        ahead,
        async send(request) {
            sent.push(request);
            const next = answers[sent.length - 1] ?? answers.at(-1);
            if (!next || next instanceof Error) {
                throw next ?? new Error("no answer was scripted");
            }
            return next;
        },
        signInAhead({ auth, origin }) {
            ahead.push(`${origin} ${auth.scope} ${auth.keyAllowed ? "or a key" : "only"}`);
        },
    };
}
