/** What a route answers: JSON, or text as it is, or no body at all. */
export interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** The body before it is turned into JSON text. */
    readonly json?: unknown;
    /** The body as text, instead of `json`. */
    readonly text?: string;
}

/** Makes an answer with a JSON body. */
export function jsonAnswer(status: number, json: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
    return { status, headers: { "Content-Type": "application/json; charset=utf-8", ...headers }, json };
}

/** Makes an answer without a body. */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
    return { status, headers };
}

/** Returns the bytes of the answer's body; none where it has no body. */
export function bodyOf(answer: Answer): Buffer {
    if (answer.text !== undefined) {
        return Buffer.from(answer.text);
    }
    return Buffer.from(answer.json === undefined ? "" : JSON.stringify(answer.json));
}

/** Thrown by a route to answer with an error before anything took effect. */
export class Refusal extends Error {
    constructor(readonly answer: Answer) {
        super(`refused with ${answer.status}`);
        this.name = "Refusal";
    }
}
