import { type Answer, jsonAnswer } from "../http/answer.js";
import { Refusal } from "../http/refusal.js";

const statuses = {
    InvalidRequest: 400,
    InvalidArgument: 400,
    Unauthorized: 401,
    Forbidden: 403,
    NotFound: 404,
    ProjectNotFound: 404,
    OperationNotFound: 404,
    MethodNotAllowed: 405,
    Timeout: 408,
    Conflict: 409,
    TooManyRequests: 429,
    InternalServerError: 500,
    ServiceUnavailable: 503,
} as const;

/** The error codes of the authoring service that the emulator uses. */
export type LanguageErrorCode = keyof typeof statuses;

/** Makes an error answer in the envelope of the authoring service. */
export function languageError(
    code: LanguageErrorCode,
    message: string,
    target?: string,
    headers: Readonly<Record<string, string>> = {},
): Answer {
    const error = { code, message, ...(target === undefined ? {} : { target }) };
    return jsonAnswer(statuses[code], { error }, { "x-ms-error-code": code, ...headers });
}

/** Makes an error answer for a status that a fault asks for. */
export function languageErrorOfStatus(status: number): Answer {
    const entries = Object.entries(statuses) as [LanguageErrorCode, number][];
    const code = entries.find(([, known]) => known === status)?.[0] ?? "InternalServerError";
    return { ...languageError(code, `A fault of the emulator answers with ${status}.`), status };
}

/** Makes a refusal in the envelope of the authoring service. */
export function languageRefusal(...args: Parameters<typeof languageError>): Refusal {
    return new Refusal(languageError(...args));
}
