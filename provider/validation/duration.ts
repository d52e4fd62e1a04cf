import { isUnknown } from "../core/unknown";
import { describeType, type Findings, type TextRule } from "./findings";
import { refuseUnknownNames } from "./unknownNames";

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

const verbs = ["create", "update", "delete", "read"];

/** Takes an object that gives some verbs a duration each. */
export function checkTimeouts(findings: Findings, property: string, value: unknown, advice: string): void {
    if (isUnknown(value)) {
        return;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        findings.addValue(property, value, { problem: `is ${describeType(value)}, not an object`, advice });
        return;
    }
    const timeouts = value as Record<string, unknown>;
    refuseUnknownNames(findings, timeouts, verbs, { prefix: `${property}.`, noun: "a verb that takes a timeout" });
    for (const verb of verbs.filter((name) => Object.hasOwn(timeouts, name))) {
        const duration = timeouts[verb];
        if (duration !== null && duration !== undefined) {
            findings.checkText(`${property}.${verb}`, duration, durationAdvice, durationRule);
        }
    }
}
