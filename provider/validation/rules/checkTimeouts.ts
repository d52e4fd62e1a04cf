import { describeType } from "../describeValue";
import type { Findings, TextRule } from "../findings";
import { parseDuration } from "../parseDuration";
import { isUnknown } from "../unknown";
import { refuseUnknownNames } from "../unknownNames";

const verbs = ["create", "update", "delete", "read"];

const durationRule: TextRule = (text) =>
    parseDuration(text) === undefined
        ? { problem: "is not a duration of more than nothing and at most 24h" }
        : undefined;

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
            findings.checkText(
                `${property}.${verb}`,
                duration,
                'Write a duration such as "30m", "1h30m" or "90s".',
                durationRule,
            );
        }
    }
}
