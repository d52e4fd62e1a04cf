import {
    describeField,
    type EnumType,
    type Field,
    type Fields,
    type FieldType,
    type ObjectType,
} from "../../../provider/dist/validation/fields";

/** A piece of a schema, as Pulumi spells it. */
export type Spec = Readonly<Record<string, unknown>>;

/** The properties of an object, a resource or a function. */
export interface PropertiesSpec {
    properties: Record<string, Spec>;
    required?: string[];
}

/** The types of one module of the package; each named type is written once, where it is first met. */
export class ModuleTypes {
    /** The named types by token. */
    readonly named: Record<string, Spec> = {};

    /** @param module such as `azure-assignments:language`. */
    constructor(private readonly module: string) {}

    /** What a program gives. */
    inputs(fields: Fields): PropertiesSpec {
        return this.properties(fields, ({ required }) => required === true);
    }

    /** What a program reads: an input that has a default always has a value. */
    outputs(fields: Fields): PropertiesSpec {
        return this.properties(
            fields,
            ({ required, default: constant }) => required === true || constant !== undefined,
        );
    }

    private properties(fields: Fields, isRequired: (field: Field) => boolean): PropertiesSpec {
        const entries = Object.entries(fields);
        const properties = Object.fromEntries(entries.map(([name, field]) => [name, this.property(name, field)]));
        const required = entries.filter(([, field]) => isRequired(field)).map(([name]) => name);
        return required.length > 0 ? { properties, required } : { properties };
    }

    /** A default is only described: the provider fills it in, so that no SDK holds an old one. */
    private property(name: string, field: Field): Spec {
        // Only inputs have an effect when they change; what the provider alone sets is the services' word.
        const type = field.onChange === undefined ? plainWords(field.type) : field.type;
        return { ...this.typeOf(type, name), description: describeField(field) };
    }

    private typeOf(type: FieldType, name: string): Spec {
        switch (type.kind) {
            case "string":
            case "boolean":
                return { type: type.kind };
            case "enum":
                return this.enumOf(type, name);
            case "list":
                return { type: "array", items: this.typeOf(type.items, name) };
            case "object":
                return this.objectOf(type);
        }
    }

    private enumOf({ values }: EnumType, name: string): Spec {
        const token = `${this.module}:${name.charAt(0).toUpperCase()}${name.slice(1)}`;
        this.named[token] ??= { type: "string", enum: values.map((value) => ({ value, name: wordName(value) })) };
        return { $ref: `#/types/${token}` };
    }

    private objectOf({ name, doc, fields }: ObjectType): Spec {
        const token = `${this.module}:${name}`;
        this.named[token] ??= { type: "object", description: doc, ...this.inputs(fields) };
        return { $ref: `#/types/${token}` };
    }
}

function plainWords(type: FieldType): FieldType {
    if (type.kind === "list") {
        return { ...type, items: plainWords(type.items) };
    }
    return type.kind === "enum" ? { kind: "string" } : type;
}

/** What a language calls one of a few words. */
function wordName(value: string): string {
    return value.charAt(0).toUpperCase() + value.slice(1);
}
