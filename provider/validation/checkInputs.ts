import { isUnknown } from "../core/unknown";
import type { Field, Fields, ListType, ObjectType, Properties } from "./fields";
import { type CheckResult, describeType, Findings } from "./findings";
import { oneOfRule } from "./rules";
import { refuseUnknownNames } from "./unknownNames";

/** The inputs of a resource or function, and the names that are its outputs. */
export interface InputTable {
    inputs: Fields;
    outputs?: Fields;
}

// What the engine and the resource classes put beside the user's inputs.
const passedThrough = ["__provider", "logicalName", "secretInputs"];

/** Applies a table of fields to inputs as Pulumi's `check` gives them; `noun` says what one of them is, in words. */
export function checkInputs(news: Properties, table: InputTable, noun = "an input of this resource"): CheckResult {
    const findings = new Findings(Array.isArray(news.secretInputs) ? news.secretInputs : []);
    refuseNames(findings, news, table, noun);
    const inputs: Record<string, unknown> = {};
    for (const name of [...Object.keys(table.inputs), ...passedThrough]) {
        const value = present(news, name) ?? table.inputs[name]?.default;
        if (value !== undefined) {
            inputs[name] = withoutNulls(value);
        }
    }
    new Checking(findings, inputs).fields(table.inputs, inputs, "");
    return { inputs, failures: findings.failures };
}

/** Checks values by the types and rules of their fields, at any depth. */
class Checking {
    constructor(
        private readonly findings: Findings,
        /** All inputs, with their defaults. */
        private readonly inputs: Properties,
    ) {}

    fields(fields: Fields, values: Properties, prefix: string): void {
        for (const [name, field] of Object.entries(fields)) {
            const value = present(values, name);
            if (value !== undefined) {
                this.value(field, `${prefix}${name}`, value);
            } else if (field.required) {
                this.findings.add(`${prefix}${name}`, `${name} is missing. ${field.advice}`);
            }
        }
    }

    private value({ type, rule, advice = "" }: Field, path: string, value: unknown): void {
        if (type.kind === "list") {
            this.list(type, path, value, advice);
        } else if (type.kind === "object") {
            this.object(type, path, value, advice);
        } else if (type.kind === "boolean") {
            this.boolean(path, value, advice);
        } else {
            const usual = type.kind === "enum" ? oneOfRule(type.values) : undefined;
            this.findings.checkText(path, value, advice, (text) => (rule ?? usual)?.(text, this.inputs));
        }
    }

    private boolean(path: string, value: unknown, advice: string): void {
        if (typeof value !== "boolean" && !isUnknown(value)) {
            this.findings.addValue(path, value, { problem: `is ${describeType(value)}, not true or false`, advice });
        }
    }

    private object(type: ObjectType, path: string, value: unknown, advice: string): void {
        if (isUnknown(value)) {
            return;
        }
        if (typeof value !== "object" || value === null || Array.isArray(value)) {
            this.findings.addValue(path, value, { problem: `is ${describeType(value)}, not an object`, advice });
            return;
        }
        const given = value as Properties;
        const place = { prefix: `${path}.`, noun: type.noun ?? `a property of ${path}` };
        refuseUnknownNames(this.findings, given, Object.keys(type.fields), place);
        this.fields(type.fields, given, place.prefix);
    }

    /** A list of at least one item, none of them twice. */
    private list(type: ListType, path: string, value: unknown, advice: string): void {
        if (isUnknown(value)) {
            return;
        }
        if (!Array.isArray(value)) {
            this.findings.addValue(path, value, { problem: `is ${describeType(value)}, not a list`, advice });
            return;
        }
        if (value.length === 0) {
            this.findings.add(path, `${path} is empty: at least one ${type.itemNoun} is needed. ${advice}`);
        }
        const { items } = type;
        value.forEach((item, index) => {
            const place = `${path}[${index}]`;
            if (items.kind === "object") {
                this.object(items, place, item, items.advice ?? advice);
            } else {
                this.value({ type: items, doc: "", advice }, place, item);
            }
        });
        if (type.key !== undefined && items.kind === "object") {
            this.refuseDuplicates({ ...type, key: type.key }, items.fields, path, value);
        }
    }

    private refuseDuplicates(
        { key, keyNoun }: ListType & { key: string },
        fields: Fields,
        path: string,
        items: readonly unknown[],
    ): void {
        const firstIndexes = new Map<string, number>();
        items.forEach((item, index) => {
            const id = typeof item === "object" && item !== null ? present(item as Properties, key) : undefined;
            if (typeof id !== "string" || id === "" || isUnknown(id)) {
                return;
            }
            const canonical = fields[key]?.canonical?.(id, this.inputs) ?? id;
            const first = firstIndexes.get(canonical);
            if (first === undefined) {
                firstIndexes.set(canonical, index);
                return;
            }
            this.findings.addValue(`${path}[${index}].${key}`, id, {
                problem: `is the ${keyNoun} that ${path}[${first}] names already (letter case does not count)`,
                advice: `Name each ${keyNoun} once.`,
            });
        });
    }
}

function refuseNames(findings: Findings, news: Properties, { inputs, outputs = {} }: InputTable, noun: string): void {
    const given = Object.keys(news).filter((name) => !passedThrough.includes(name));
    const isOutput = (name: string) => Object.hasOwn(outputs, name);
    for (const name of given.filter((one) => isOutput(one) && present(news, one) !== undefined)) {
        findings.add(name, `"${name}" is an output, which the resource sets itself. Remove it from the inputs.`);
    }
    const others = given.filter((name) => !isOutput(name)).map((name) => [name, news[name]] as const);
    refuseUnknownNames(findings, Object.fromEntries(others), Object.keys(inputs), { prefix: "", noun });
}

function present(object: Properties, name: string): unknown {
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
