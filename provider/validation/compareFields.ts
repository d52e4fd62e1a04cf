import { isRecord, sameJson } from "../core/json";
import { notKnown } from "../core/unknown";
import type { Field, Fields, ObjectType, Properties } from "./fields";

/** One difference between what is remembered and what is declared. */
export interface FieldChange {
    /** The property that differs, `resources[0].region` for example. What is deleted has its place in the old list, all else in the new one. */
    path: string;
    kind: "add" | "delete" | "update";
    /** Whether it takes a new resource. */
    replaces: boolean;
}

/** What is remembered, and what is declared now. */
interface Sides {
    old: Properties;
    now: Properties;
}

/** The differences between two sets of inputs by their canonical forms; what is not known yet counts as one. */
export function compareFields(fields: Fields, old: object, now: object): FieldChange[] {
    const all = { old: { ...old }, now: { ...now } };
    return compareObjects(fields, "", all, all);
}

/** Whether two values of a field are the same by their canonical forms; `now` are all inputs as they are declared now. */
export function isSameValue(field: Field, before: unknown, after: unknown, now: object): boolean {
    return isSame(field.canonical, before, after, { ...now });
}

function compareObjects(fields: Fields, prefix: string, values: Sides, all: Sides): FieldChange[] {
    return Object.entries(fields).flatMap(([name, field]) =>
        compareField(field, `${prefix}${name}`, values.old[name], values.now[name], all),
    );
}

function compareField(field: Field, path: string, before: unknown, after: unknown, all: Sides): FieldChange[] {
    const { type, implied } = field;
    if (
        type.kind === "list" &&
        type.items.kind === "object" &&
        type.key &&
        Array.isArray(before) &&
        Array.isArray(after)
    ) {
        return compareLists({ ...type, key: type.key }, type.items, path, { before, after }, all);
    }
    if (type.kind === "object" && isRecord(before) && isRecord(after)) {
        return compareObjects(type.fields, `${path}.`, { old: before, now: after }, all);
    }
    const [was, is] = [before ?? implied?.(all.old), after ?? implied?.(all.now)];
    // Two absent values differ only as another input does, whose change that is.
    if ((before === undefined && after === undefined) || isSame(field.canonical, was, is, all.now)) {
        return [];
    }
    const kind = before === undefined ? "add" : after === undefined ? "delete" : "update";
    const identity = field.identity ?? field.canonical;
    return [{ path, kind, replaces: field.onChange === "replace" && !isSame(identity, was, is, all.now) }];
}

function isSame(form: Field["canonical"], before: unknown, after: unknown, now: Properties): boolean {
    if (after === notKnown || before === notKnown) {
        return false;
    }
    return typeof before === "string" && typeof after === "string" && form
        ? before === after || form(before, now) === form(after, now)
        : sameJson(before, after);
}

/** Items that joined, left or changed, by their key. While one is not known yet, nobody can tell which have left. */
function compareLists(
    { key }: { key: string },
    { fields }: ObjectType,
    path: string,
    { before, after }: { before: unknown[]; after: unknown[] },
    all: Sides,
): FieldChange[] {
    const keyOf = (item: unknown) => keyIn(item, key, fields, all.now);
    const old = new Map(before.map((item) => [keyOf(item), item]));
    const changes = after.flatMap((item, index): FieldChange[] => {
        const place = `${path}[${index}]`;
        const known = keyOf(item);
        const match = old.get(known);
        if (known === undefined || !isRecord(match) || !isRecord(item)) {
            const kind = known === undefined && index < before.length ? "update" : "add";
            return [{ path: place, kind, replaces: false }];
        }
        return compareObjects(fields, `${place}.`, { old: match, now: item }, all);
    });
    const keys = new Set(after.map(keyOf));
    const gone = keys.has(undefined) ? [] : before.flatMap((item, index) => (keys.has(keyOf(item)) ? [] : [index]));
    return [
        ...changes,
        ...gone.map((index) => ({ path: `${path}[${index}]`, kind: "delete" as const, replaces: false })),
    ];
}

/** The key of an item in its canonical form; undefined while it is not known. */
function keyIn(item: unknown, key: string, fields: Fields, now: Properties): string | undefined {
    const value = isRecord(item) ? item[key] : undefined;
    return typeof value === "string" ? (fields[key]?.canonical?.(value, now) ?? value) : undefined;
}
