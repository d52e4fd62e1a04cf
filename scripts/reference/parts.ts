import { bindingTable } from "#provider/lifecycle/deviceResourceAccountBinding/fields";
import { autopilotDeviceTable, projectResourcesTable } from "#provider/lifecycle/functions/fields";
import { assignmentTable } from "#provider/lifecycle/projectResourceAssignment/fields";
import type { Fields, FieldType, FunctionTable, ObjectType, ResourceTable } from "#provider/validation/fields";

/** What stands between two marks, by what the first mark says. */
export type Parts = Readonly<Record<string, () => readonly string[]>>;

/** The tables of both resources. */
export const resources: readonly ResourceTable[] = [assignmentTable, bindingTable];

/** The tables of both functions. */
export const functions: readonly FunctionTable[] = [projectResourcesTable, autopilotDeviceTable];

/** The types of objects that the tables name, each once, by name. */
export function namedTypes(): ObjectType[] {
    const all = [
        ...resources.flatMap(({ inputs, outputs }) => [inputs, outputs]),
        ...functions.flatMap(({ inputs, result }) => [inputs, result]),
    ].flatMap(objectsIn);
    const byName = new Map(all.map((type) => [type.name, type]));
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function objectsIn(fields: Fields): ObjectType[] {
    return Object.values(fields).flatMap(({ type }) => objectsOf(type));
}

function objectsOf(type: FieldType): ObjectType[] {
    if (type.kind === "list") {
        return objectsOf(type.items);
    }
    return type.kind === "object" ? [type, ...objectsIn(type.fields)] : [];
}

const begin = /^\s*(?:\/\/|<!--) fields: (.+?)(?: -->)?$/;
const end = /^\s*(?:\/\/|<!--) end of fields(?: -->)?$/;

/** A text in which each part stands between its marks. */
export function fillParts(text: string, parts: Parts, file: string): string {
    const filled: string[] = [];
    let inside: string | undefined;
    for (const line of text.split("\n")) {
        const name = begin.exec(line)?.[1];
        const part = name && parts[name];
        if (name && (!part || inside !== undefined)) {
            throw new Error(`${file}: there is no part "${name}", or the one before has no end.`);
        }
        inside = end.test(line) ? undefined : inside;
        if (inside === undefined) {
            filled.push(line, ...(part ? part() : []));
        }
        inside = name ?? inside;
    }
    if (inside !== undefined) {
        throw new Error(`${file}: the part "${inside}" has no end.`);
    }
    return filled.join("\n");
}
