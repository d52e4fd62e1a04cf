import { isRecord } from "../core/json";
import { isUnknown, notKnown, type Planned } from "../core/unknown";
import type { Field, Fields, FieldType, Marks, Properties, ResourceTable, ValuesOf } from "./fields";

/**
 * Reads a state, or checked inputs, of any version of this package: what is absent, or is not what it should be, takes its
 * default, or the empty value of its type where there must be one.
 */
export function readFields<F extends Fields>(fields: F, stored: Properties): ValuesOf<F> {
    return readObject(fields, stored, { isPlan: false }) as ValuesOf<F>;
}

/** Reads all that a table says of a resource, and what stands beside its inputs. */
export function readResource<T extends ResourceTable>(
    { inputs, outputs, memory }: T,
    stored: Properties,
): ValuesOf<T["inputs"]> & Marks & ValuesOf<T["outputs"]> & ValuesOf<T["memory"]> {
    return {
        ...readFields(inputs, stored),
        ...readMarks(stored),
        ...readFields(outputs, stored),
        ...readFields(memory, stored),
    } as ValuesOf<T["inputs"]> & Marks & ValuesOf<T["outputs"]> & ValuesOf<T["memory"]>;
}

/** Reads the inputs of a plan likewise; what a preview does not know yet is `notKnown`. */
export function readPlan<F extends Fields>(
    fields: F,
    inputs: Properties,
): { [K in keyof ValuesOf<F>]: Planned<ValuesOf<F>[K]> } {
    return readObject(fields, inputs, { isPlan: true }) as { [K in keyof ValuesOf<F>]: Planned<ValuesOf<F>[K]> };
}

/** Reads what the classes put beside the inputs; that is always known. */
export function readMarks({ logicalName, secretInputs }: { [K in keyof Marks]: unknown }): Marks {
    return {
        logicalName: typeof logicalName === "string" ? logicalName : undefined,
        secretInputs: Array.isArray(secretInputs)
            ? secretInputs.filter((name): name is string => typeof name === "string")
            : undefined,
    };
}

/** The values of the fields alone. */
export function pickFields<T extends object, F extends Fields>(fields: F, values: T): Pick<T, keyof F & keyof T> {
    const own = Object.entries(values).filter(([name]) => Object.hasOwn(fields, name));
    return Object.fromEntries(own) as Pick<T, keyof F & keyof T>;
}

interface Reading {
    /** Whether Pulumi's stand-in for what is not known yet may be among the values. */
    isPlan: boolean;
}

function readObject(fields: Fields, stored: Properties, reading: Reading): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
        const value = readField(field, Object.hasOwn(stored, name) ? stored[name] : undefined, reading);
        if (value !== undefined) {
            values[name] = value;
        }
    }
    return values;
}

function readField(field: Field, value: unknown, reading: Reading): unknown {
    return (
        readValue(field.type, value, reading) ?? field.default ?? (field.required ? emptyValue(field.type) : undefined)
    );
}

function readValue(type: FieldType, value: unknown, reading: Reading): unknown {
    if (reading.isPlan && isUnknown(value)) {
        return notKnown;
    }
    switch (type.kind) {
        case "string":
            return typeof value === "string" ? value : undefined;
        case "enum":
            return type.values.find((word) => word === value);
        case "boolean":
            return typeof value === "boolean" ? value : undefined;
        case "list":
            return Array.isArray(value)
                ? value.map((item) => readValue(type.items, item, reading)).filter((item) => item !== undefined)
                : undefined;
        case "object":
            return isRecord(value) ? readObject(type.fields, value, reading) : undefined;
    }
}

function emptyValue(type: FieldType): unknown {
    switch (type.kind) {
        case "string":
            return "";
        case "enum":
            return type.values[0];
        case "boolean":
            return false;
        case "list":
            return [];
        case "object":
            return readObject(type.fields, {}, { isPlan: false });
    }
}
