import type { TextRule } from "./findings";

const unitsInMs: Record<string, number> = {
    ns: 1e-6,
    us: 1e-3,
    "\u00B5s": 1e-3,
    "\u03BCs": 1e-3,
    ms: 1,
    s: 1000,
    m: 60_000,
    h: 3_600_000,
};

/** The longest timeout that is taken, in milliseconds: a day. */
const longestDurationInMs = 24 * 3_600_000;

/**
 * Reads a duration as Pulumi writes it, in Go's grammar (`30m`, `1h30m`, `1.5h`, `500ms`), into whole milliseconds.
 * Gives `undefined` for anything else, and for what is not more than nothing or longer than a day.
 */
export function parseDuration(text: string): number | undefined {
    const body = text.startsWith("+") ? text.slice(1) : text;
    if (body.length === 0 || body.length > 64) {
        return undefined;
    }
    const term = /(\d+\.?\d*|\.\d+)(ns|us|\u00B5s|\u03BCs|ms|s|m|h)/y;
    let total = 0;
    while (term.lastIndex < body.length) {
        const match = term.exec(body);
        if (!match) {
            return undefined;
        }
        total += Number(match[1]) * (unitsInMs[match[2] ?? ""] ?? Number.NaN);
    }
    return total > 0 && total <= longestDurationInMs ? Math.max(1, Math.round(total)) : undefined;
}

/** What a duration is to look like. */
export const durationAdvice = 'Write a duration such as "30m", "1h30m" or "90s".';

/** Takes a duration as Pulumi writes it, of a day at most. */
export const durationRule: TextRule = (text) =>
    parseDuration(text) === undefined
        ? { problem: "is not a duration of more than nothing and at most 24h" }
        : undefined;
