const dangerousNames = new Set(["__proto__", "constructor", "prototype"]);

/** What a text is as JSON; `undefined` inside for an empty text. */
export type ParsedJson = { ok: true; value: unknown } | { ok: false };

/**
 * Parses an answer's text: a byte order mark is dropped, an empty text is no value. Members that could reach a
 * prototype when somebody merges the object are left out.
 */
export function parseJson(text: string): ParsedJson {
    const bare = text.replace(/^\uFEFF/, "").trim();
    if (bare === "") {
        return { ok: true, value: undefined };
    }
    try {
        return { ok: true, value: JSON.parse(bare, (name, value) => (dangerousNames.has(name) ? undefined : value)) };
    } catch {
        // Not JSON, cut short, or nested so deeply that the parser gives up.
        return { ok: false };
    }
}

/** Whether two plain JSON values are equal, without regard to the order of properties; undefined equals an absent value. */
export function sameJson(a: unknown, b: unknown): boolean {
    if (!isObject(a) || !isObject(b)) {
        return (a ?? undefined) === (b ?? undefined);
    }
    const names = new Set([...Object.keys(a), ...Object.keys(b)]);
    return Array.isArray(a) === Array.isArray(b) && [...names].every((name) => sameJson(a[name], b[name]));
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null;
}

/** Plain JSON: properties without a value are left out. */
export function toProperties(state: object): Record<string, unknown> {
    return JSON.parse(JSON.stringify(state));
}

/** Whether a value is an object with members, and no list. */
export function isRecord(value: unknown): value is Record<string, unknown> {
    return isObject(value) && !Array.isArray(value);
}
