import { isUnknown } from "../core/unknown";
import { type CheckResult, describeType, Findings, type TextRule } from "./findings";
import { refuseUnknownNames } from "./unknownNames";

/** Adds what is wrong with the value of a field; `inputs` are all inputs, with their defaults. */
export type FieldCheck = (
    findings: Findings,
    property: string,
    value: unknown,
    advice: string,
    inputs: Readonly<Record<string, unknown>>,
) => void;

/** One input of a resource, or argument of a function. */
export interface Field {
    /** Whether a program must give it. */
    required?: boolean;
    /** What stands for it where it is absent. */
    default?: string | boolean;
    /** A sentence that says what is allowed and gives a good example. */
    advice: string;
    check: FieldCheck;
}

/** The inputs of a resource or function, and the names that are its outputs. */
export interface FieldTable {
    fields: Readonly<Record<string, Field>>;
    outputs: readonly string[];
    /** What a field is, in a sentence. Default: an input of this resource. */
    noun?: string;
}

// What the engine and the resource classes put beside the user's inputs.
const passedThrough = ["__provider", "logicalName", "secretInputs"];

/** The check of a field that is a text. */
export function textField(rule: TextRule): FieldCheck {
    return (findings, property, value, advice) => findings.checkText(property, value, advice, rule);
}

/** The check of a field that is true or false. */
export const booleanField: FieldCheck = (findings, property, value, advice) => {
    if (typeof value !== "boolean" && !isUnknown(value)) {
        findings.addValue(property, value, { problem: `is ${describeType(value)}, not true or false`, advice });
    }
};

/** Applies a table of fields to inputs as Pulumi's `check` gives them. */
export function checkInputs(news: Record<string, unknown>, table: FieldTable): CheckResult {
    const findings = new Findings(Array.isArray(news.secretInputs) ? news.secretInputs : []);
    refuseNames(findings, news, table);
    const inputs: Record<string, unknown> = {};
    for (const name of [...Object.keys(table.fields), ...passedThrough]) {
        const value = present(news, name) ?? table.fields[name]?.default;
        if (value !== undefined) {
            inputs[name] = withoutNulls(value);
        }
    }
    for (const [name, field] of Object.entries(table.fields)) {
        if (inputs[name] !== undefined) {
            field.check(findings, name, inputs[name], field.advice, inputs);
        } else if (field.required) {
            findings.add(name, `${name} is missing. ${field.advice}`);
        }
    }
    return { inputs, failures: findings.failures };
}

function refuseNames(findings: Findings, news: Record<string, unknown>, table: FieldTable): void {
    const given = Object.keys(news).filter((name) => !passedThrough.includes(name));
    for (const name of given.filter((name) => table.outputs.includes(name) && present(news, name) !== undefined)) {
        findings.add(name, `"${name}" is an output, which the resource sets itself. Remove it from the inputs.`);
    }
    const others = given.filter((name) => !table.outputs.includes(name)).map((name) => [name, news[name]] as const);
    const place = { prefix: "", noun: table.noun ?? "an input of this resource" };
    refuseUnknownNames(findings, Object.fromEntries(others), Object.keys(table.fields), place);
}

function present(object: Record<string, unknown>, name: string): unknown {
    return Object.hasOwn(object, name) ? (object[name] ?? undefined) : undefined;
}

/** Drops the absent members of objects, such as a timeout that a program computed to be none; lists keep theirs. */
function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) {
        return value.map(withoutNulls);
    }
    if (typeof value !== "object" || value === null) {
        return value;
    }
    const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
    return Object.fromEntries(members.map(([name, member]) => [name, withoutNulls(member)]));
}
