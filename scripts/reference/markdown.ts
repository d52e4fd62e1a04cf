import { defaultApiVersion, languageVersions } from "#provider/validation/apiVersions";
import { describeChange, type Field, type Fields, type FieldType } from "#provider/validation/fields";
import { functions, namedTypes, type Parts, resources } from "./parts";

/** The types that have a section of their own. */
const sections = ["AssignmentJob", "ResourceMetadata", "Timeouts"];

/** The tables of docs/reference.md. */
export const markdownParts: Parts = Object.fromEntries([
    ...resources.flatMap(({ name, id, inputs, outputs }) => [
        [`inputs of ${name}`, () => inputTable(inputs)] as const,
        [`outputs of ${name}`, () => outputTable({ id: idField(id), ...outputs })] as const,
    ]),
    ...functions.flatMap(({ name, inputs, result }) => [
        [`arguments of ${name}`, () => argumentTable(inputs)] as const,
        [`result of ${name}`, () => outputTable(result)] as const,
    ]),
    ...namedTypes().map(({ name, fields }) => {
        const isInput = Object.values(fields).some(({ onChange }) => onChange !== undefined);
        return [name, () => (isInput ? inputTable : outputTable)(fields)] as const;
    }),
    ["api versions", versionTable],
]);

function inputTable(fields: Fields): string[] {
    return table(["name", "type", "default", "what it is, and what a change does"], fields, (field) => [
        typeText(field.type),
        defaultText(field),
        [field.doc, describeChange(field), seeText(field)].filter(Boolean).join(" "),
    ]);
}

function argumentTable(fields: Fields): string[] {
    return table(["name", "type", "default", "what it is"], fields, (field) => [
        typeText(field.type),
        defaultText(field),
        [field.doc, seeText(field)].filter(Boolean).join(" "),
    ]);
}

function outputTable(fields: Fields): string[] {
    return table(["name", "type", "what it is"], fields, (field) => [
        field.required ? typeText(field.type) : `${typeText(field.type)}, or undefined`,
        [field.doc, seeText(field)].filter(Boolean).join(" "),
    ]);
}

function idField(doc: string): Field {
    return { type: { kind: "string" }, doc, required: true };
}

function table(titles: string[], fields: Fields, cellsOf: (field: Field) => string[]): string[] {
    const rows = Object.entries(fields).map(([name, field]) => [`\`${name}\``, ...cellsOf(field)]);
    return ["", row(titles), row(titles.map(() => "---")), ...rows.map(row), ""];
}

function row(cells: string[]): string {
    return `| ${cells.join(" | ")} |`;
}

function typeText(type: FieldType): string {
    switch (type.kind) {
        case "enum": {
            const words = type.values.map((word) => `\`"${word}"\``);
            return `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
        }
        case "list":
            return `list of ${listed(type.items)}`;
        case "object":
            return sections.includes(type.name) ? `[\`${type.name}\`](#${type.name.toLowerCase()})` : "object";
        default:
            return type.kind;
    }
}

function listed(items: FieldType): string {
    if (items.kind === "object") {
        return sections.includes(items.name) ? typeText(items) : `\`{${Object.keys(items.fields).join(", ")}}\``;
    }
    return "strings";
}

function defaultText({ required, absent, ...field }: Field): string {
    const constant = field.default === undefined ? undefined : `\`${JSON.stringify(field.default)}\``;
    return required ? "required" : (constant ?? absent ?? "none");
}

function seeText({ see }: Field): string | undefined {
    return see && `See ${see}.`;
}

function versionTable(): string[] {
    const rows = languageVersions
        .filter(({ kinds }) => kinds.length > 0)
        .map(({ version, kinds }) => {
            const note = version === defaultApiVersion ? " (default; the one in the product's documentation)" : "";
            const works = (["conversations", "text"] as const).map((kind) => (kinds.includes(kind) ? "yes" : "no"));
            return row([`\`${version}\`${note}`, ...works]);
        });
    return ["", row(["`apiVersion`", "conversations", "text"]), row(["---", "---", "---"]), ...rows, ""];
}
