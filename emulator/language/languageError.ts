import { type Answer, jsonAnswer, Refusal } from "../http/answer.js";

const statuses = {
    InvalidRequest: 400,
    InvalidArgument: 400,
    Unauthorized: 401,
    Forbidden: 403,
    NotFound: 404,
    ProjectNotFound: 404,
    MethodNotAllowed: 405,
    Timeout: 408,
    Conflict: 409,
    TooManyRequests: 429,
    InternalServerError: 500,
    ServiceUnavailable: 503,
} as const;

/** The error codes of the authoring service that the emulator uses. */
export type LanguageErrorCode = keyof typeof statuses;

/** A member of a body that the service does not know, and where it is. */
export interface UnknownMember {
    readonly member: string;
    /** What the service calls the object that it is in. */
    readonly type: string;
    readonly path: string;
    readonly position: { readonly line: number; readonly column: number };
}

/** Makes an error answer in the envelope of the authoring service. */
export function languageError(
    code: LanguageErrorCode,
    message: string,
    target?: string,
    headers: Readonly<Record<string, string>> = {},
): Answer {
    return answerOf(code, { code, message, ...(target === undefined ? {} : { target }) }, headers);
}

/** Makes an error answer for a status that a fault asks for. */
export function languageErrorOfStatus(status: number): Answer {
    const entries = Object.entries(statuses) as [LanguageErrorCode, number][];
    const code = entries.find(([, known]) => known === status)?.[0] ?? "InternalServerError";
    return { ...languageError(code, `A fault of the emulator answers with ${status}.`), status };
}

/** Makes the refusal of a body that has a member which the service does not know: it parses strictly. */
export function unknownMemberRefusal({ member, type, path, position }: UnknownMember): Refusal {
    const where = `Path '${path}', line ${position.line}, position ${position.column}.`;
    const message = `Could not find member '${member}' on object of type '${type}'. ${where}`;
    const code = "InvalidArgument";
    const details = [{ code, message, target: member }];
    return new Refusal(answerOf(code, { code, message: "Failed to parse the input.", details }));
}

/** Makes a refusal in the envelope of the authoring service. */
export function languageRefusal(...args: Parameters<typeof languageError>): Refusal {
    return new Refusal(languageError(...args));
}

function answerOf(code: LanguageErrorCode, error: object, headers: Readonly<Record<string, string>> = {}): Answer {
    // Recorded: answers name their charset, errors do not.
    return jsonAnswer(statuses[code], { error }, { "Content-Type": "application/json", ...headers });
}
