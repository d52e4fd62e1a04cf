import { STATUS_CODES } from "node:http";
import { printableText } from "../validation/printableText";
import type { Outcome, RefusedOutcome } from "./outcome";
import type { ServiceResponse } from "./types";

const longestHeaderCode = 80;

/** One attempt's result in words, without what to do about it, for example `404 ProjectNotFound: ... (request 1f0c...)`. */
export function describeOutcome(outcome: Outcome): string {
    switch (outcome.kind) {
        case "good":
            return `${outcome.response.status}${request(outcome.response.requestId)}`;
        case "broken":
            return `the answer (${outcome.response.status}) ${outcome.problem}${request(outcome.response.requestId)}`;
        case "refused":
            return describeRefusal(outcome);
        case "failed":
            return outcome.problem;
    }
}

function describeRefusal({ response, error }: RefusedOutcome): string {
    const { status } = response;
    const words = `${status} ${error.code ?? STATUS_CODES[status] ?? ""}`.trim();
    const location = status >= 300 && status < 400 ? redirectTarget(response.header("location")) : undefined;
    const message = location ?? error.message ?? codeInHeader(response);
    return `${words}${message ? `: ${message}` : ""}${request(response.requestId ?? error.requestId)}`;
}

/** What is left when the body says nothing, or too much to be read. */
function codeInHeader({ header }: ServiceResponse): string | undefined {
    const code = header("x-ms-error-code");
    return code === undefined ? undefined : printableText(code, longestHeaderCode);
}

function redirectTarget(location: string | undefined): string {
    if (!location) {
        return "a redirect without a target";
    }
    try {
        return `a redirect to ${new URL(location).host}, which is not followed`;
    } catch {
        return "a redirect within the same host, which is not followed";
    }
}

function request(id: string | undefined): string {
    return id ? ` (request ${id})` : "";
}
