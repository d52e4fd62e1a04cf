import type { HttpClient, ServiceRequest, ServiceResponse } from "#provider/http/types";

/** A good answer, as the pipeline gives it. */
export function good(body?: unknown, headers: Record<string, string> = {}, status = 200): ServiceResponse {
    return { status, body, header: (name) => headers[name.toLowerCase()] };
}

/** A client that sends nothing: it notes each request and answers as told, one answer after another; the last one again and again. */
export function fakeHttp(...answers: (ServiceResponse | Error)[]): HttpClient & { sent: ServiceRequest[] } {
    const sent: ServiceRequest[] = [];
    return {
        sent,
        async send(request) {
            sent.push(request);
            const next = answers[sent.length - 1] ?? answers.at(-1);
            if (!next || next instanceof Error) {
                throw next ?? new Error("no answer was scripted");
            }
            return next;
        },
        signInAhead() {},
    };
}
