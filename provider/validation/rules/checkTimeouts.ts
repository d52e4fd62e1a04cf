import { describeType } from "../describeValue";
import type { Findings } from "../findings";
import { isUnknown } from "../unknown";
import { refuseUnknownNames } from "../unknownNames";
import { durationAdvice, durationRule } from "./durationRule";

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
