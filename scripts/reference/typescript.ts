import { describeField, type Field, type Fields, type FieldType } from "#provider/validation/fields";
import { functions, namedTypes, type Parts, resources } from "./parts";

/** Comments are wrapped here, as the code is. */
const widest = 120;

/** The parts of the package's public types. */
export const typescriptParts: Parts = Object.fromEntries([
    ["types", namedInterfaces],
    ...resources.flatMap(({ name, inputs, outputs }) => [
        [`arguments of ${name}`, () => members(inputs, inputMember)] as const,
        [`types of arguments of ${name}`, () => argumentTypes(inputs)] as const,
        [`outputs of ${name}`, () => members({ ...inputs, ...outputs }, outputMember)] as const,
    ]),
    ...functions.flatMap(({ name, inputs, result }) => [
        [`arguments of ${name}`, () => members(withoutChanges(inputs), plainMember)] as const,
        [`result of ${name}`, () => members(result, plainMember)] as const,
    ]),
]);

/** How a field is written as a member, without its documentation. */
type Member = (name: string, field: Field) => string;

const inputMember: Member = (name, field) => `${nameOf(name, field.required)}: ${inputOf(field.type)};`;

const plainMember: Member = (name, field) => `${nameOf(name, field.required)}: ${typeOf(field.type)};`;

const outputMember: Member = (name, field) => {
    const isCertain = field.required || field.default !== undefined;
    const type = isCertain ? typeOf(field.type) : `${typeOf(field.type)} | undefined`;
    return `declare readonly ${name}: pulumi.Output<${type}>;`;
};

function members(fields: Fields, member: Member): string[] {
    return Object.entries(fields).flatMap(([name, field]) => {
        // Defaults and what a change does are told where a program gives the value.
        const text = member === outputMember ? (field.outputDoc ?? field.doc) : describeField(field);
        return [...comment(text, "    "), ...wrapped(`    ${member(name, field)}`)];
    });
}

function declared(name: string, doc: string, fields: Fields, member: Member): string[] {
    return [...comment(doc, ""), `export interface ${name} {`, ...members(fields, member), "}"];
}

function namedInterfaces(): string[] {
    return namedTypes().flatMap(({ name, argsName, doc, fields }) => {
        // Where there is a type of arguments as well, that one tells of changes.
        const members = argsName ? withoutChanges(fields) : fields;
        return ["", ...declared(name, doc, members, plainMember)];
    });
}

/** The types of objects whose members may be outputs of other resources. */
function argumentTypes(fields: Fields): string[] {
    return Object.values(fields).flatMap(({ type }) => {
        const item = type.kind === "list" ? type.items : type;
        return item.kind === "object" && item.argsName
            ? declared(item.argsName, item.doc, item.fields, inputMember)
            : [];
    });
}

function inputOf(type: FieldType): string {
    if (type.kind === "list") {
        return `pulumi.Input<${inputOf(type.items)}[]>`;
    }
    return `pulumi.Input<${type.kind === "object" ? (type.argsName ?? type.name) : typeOf(type)}>`;
}

function typeOf(type: FieldType): string {
    switch (type.kind) {
        case "enum":
            return type.values.map((word) => `"${word}"`).join(" | ");
        case "list":
            return type.items.kind === "enum" ? `(${typeOf(type.items)})[]` : `${typeOf(type.items)}[]`;
        case "object":
            return type.name;
        default:
            return type.kind;
    }
}

function nameOf(name: string, required: boolean | undefined): string {
    return required ? name : `${name}?`;
}

/** A function's argument has no change to tell of. */
function withoutChanges(fields: Fields): Fields {
    const entries = Object.entries(fields).map(([name, { onChange, changeDoc, ...field }]) => [name, field]);
    return Object.fromEntries(entries);
}

/** A member as Biome wraps it, where it is too long for one line. */
function wrapped(line: string): string[] {
    const [, start, type] = /^(.*?<)(.*)>;$/.exec(line) ?? [];
    return line.length <= widest || !start ? [line] : [start, `        ${type}`, "    >;"];
}

function comment(text: string, indent: string): string[] {
    const line = `${indent}/** ${text} */`;
    if (line.length <= widest) {
        return [line];
    }
    const lines = [""];
    for (const word of text.split(" ")) {
        const last = lines[lines.length - 1] ?? "";
        if (`${indent} * ${last} ${word}`.length > widest) {
            lines.push(word);
        } else {
            lines[lines.length - 1] = last ? `${last} ${word}` : word;
        }
    }
    return [`${indent}/**`, ...lines.map((one) => `${indent} * ${one}`), `${indent} */`];
}
