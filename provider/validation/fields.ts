import type { Problem } from "./findings";

/** The type of a field, as a program, a schema and the documentation have it. */
export type FieldType = StringType | EnumType | BooleanType | ListType | ObjectType;

/** Any text that the field's rule takes. */
export interface StringType {
    kind: "string";
}

/** One of a few words. */
export interface EnumType {
    kind: "enum";
    values: readonly string[];
}

/** True or false. */
export interface BooleanType {
    kind: "boolean";
}

/** A list; its items are compared by their `key`, where they have one, and else as a whole. */
export interface ListType {
    kind: "list";
    items: FieldType;
    /** The member by which items are told apart: no two may have the same, and their order has no meaning. */
    key?: string;
    /** What the key names, in words: `account`. */
    keyNoun?: string;
    /** What an item is, in words: `resource`. */
    itemNoun?: string;
}

/** An object with fields of its own. */
export interface ObjectType {
    kind: "object";
    /** What programs call the type. */
    name: string;
    /** What they call it where its members may be outputs of other resources. Default: no type of its own. */
    argsName?: string;
    doc: string;
    /** What one of its names is, in words: `a property of a resource`. */
    noun?: string;
    /** What to write, where it is an item of a list. */
    advice?: string;
    fields: Fields;
}

/** Values by their names; what is known of them is for the reader to find out. */
export type Properties = Readonly<Record<string, unknown>>;

/** One input, argument or output: everything that check, states, diff, classes, schema and documentation need to know of it. */
export interface Field {
    type: FieldType;
    /** What it is: plain sentences, which people read in the editor, in the reference and in the plugin's schema. */
    doc: string;
    /** What an input is as an output, where that is not the same. */
    outputDoc?: string;
    /** Whether a program must give an input, or whether an output is always there. */
    required?: boolean;
    /** What stands for an input that is not given. */
    default?: string | boolean;
    /** The default in words, where it is no constant. */
    absent?: string;
    /** What an absent text means, where that depends on other inputs. Only for comparisons; not every value may be known yet. */
    implied?: (inputs: Properties) => unknown;
    /** A sentence that says what is allowed and gives a good example. */
    advice?: string;
    /** What a text must be. Default: any text. */
    rule?: (text: string, inputs: Properties) => Problem | undefined;
    /** The form in which two texts are compared; `inputs` are the new ones, of which not every value may be known yet. */
    canonical?: (text: string, inputs: Properties) => string;
    /** The form in which a difference replaces the resource, where a smaller difference only updates it. Default: `canonical`. */
    identity?: (text: string) => string;
    /** What a change does: it makes a new resource, changes the service, or is stored without a request. Default: none of an input's. */
    onChange?: "replace" | "update" | "store";
    /** What a change does, in a sentence, where `onChange` does not say it all. */
    changeDoc?: string;
    /** The place in the documentation that says more, as a link from the reference. */
    see?: string;
}

/** Fields by their names. */
export type Fields = Readonly<Record<string, Field>>;

/** What a resource is made of. */
export interface ResourceTable {
    name: string;
    /** What it declares, in a sentence. */
    doc: string;
    /** What its id is, in a sentence. */
    id: string;
    /** What a program gives. All of them are outputs too. */
    inputs: Fields;
    /** What the provider alone sets, and programs read. */
    outputs: Fields;
    /** What the state remembers besides, for the provider alone. */
    memory: Fields;
}

/** What a function takes and gives. */
export interface FunctionTable {
    name: string;
    /** What it does, in a sentence. */
    doc: string;
    inputs: Fields;
    result: Fields;
}

/** What resource classes and front ends put beside a program's inputs. */
export interface Marks {
    /** The resource's name in the program; for lines, errors and the registry of declarations. */
    logicalName?: string;
    /** The inputs whose values are secret. */
    secretInputs?: string[];
}

/** The values of a type. */
export type ValueOf<T> = T extends { kind: "enum"; values: readonly (infer V)[] }
    ? V
    : T extends { kind: "string" }
      ? string
      : T extends { kind: "boolean" }
        ? boolean
        : T extends { kind: "list"; items: infer I }
          ? ValueOf<I>[]
          : T extends { kind: "object"; fields: infer F extends Fields }
            ? ValuesOf<F>
            : never;

/** The names of the fields that always have a value. */
type CertainNames<F extends Fields> = {
    [K in keyof F]: F[K] extends { required: true } | { default: string | boolean } ? K : never;
}[keyof F];

/** The values of fields, as they are read from a state or from checked inputs. */
export type ValuesOf<F extends Fields> = { -readonly [K in CertainNames<F>]: ValueOf<F[K]["type"]> } & {
    -readonly [K in Exclude<keyof F, CertainNames<F>>]?: ValueOf<F[K]["type"]>;
};

/** What a field is and what its change does, in plain sentences: for the editor and for a schema. */
export function describeField({ doc, absent, ...field }: Field): string {
    const constant = field.default === undefined ? undefined : `\`${JSON.stringify(field.default)}\``;
    const fallback = constant ?? absent;
    return [doc, fallback && `Default: ${fallback}.`, describeChange(field)].filter(Boolean).join(" ");
}

/** What a change of a field does, in a sentence; undefined for what is no input. */
export function describeChange({ onChange, changeDoc }: Pick<Field, "onChange" | "changeDoc">): string | undefined {
    const usual = { replace: "A change replaces.", update: undefined, store: "A change alone calls nothing." };
    return changeDoc ?? (onChange && usual[onChange]);
}
