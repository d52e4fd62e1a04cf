import { durationAdvice, durationRule } from "../validation/duration";
import type { Field, ObjectType } from "../validation/fields";

/** How long one verb may take. */
function duration(verb: string, usual: string) {
    return {
        type: { kind: "string" },
        doc: `How long ${verb} may take, as \`"30m"\` or \`"1h30m"\`; a day is the most.`,
        absent: `\`"${usual}"\``,
        advice: durationAdvice,
        rule: durationRule,
        onChange: "store",
    } as const satisfies Field;
}

/** The durations of a resource's verbs. */
export const timeoutsType = {
    kind: "object",
    name: "Timeouts",
    doc: "How long each operation may take, as Pulumi writes durations.",
    noun: "a verb that takes a timeout",
    fields: {
        create: duration("a create", "30m"),
        update: duration("an update", "30m"),
        delete: duration("a delete", "30m"),
        read: duration("a refresh", "5m"),
    },
} as const satisfies ObjectType;

/** How long each operation of a resource may take. */
export const timeoutsField = {
    type: timeoutsType,
    doc: "How long each operation may take.",
    absent: "30m, read 5m",
    advice: 'Write an object such as { create: "30m", delete: "1h" }.',
    onChange: "store",
} as const satisfies Field;

/** How long a function tries. */
export const timeoutField = {
    type: { kind: "string" },
    doc: 'How long to try, as `"90s"`.',
    absent: '`"5m"`',
    advice: durationAdvice,
    rule: durationRule,
} as const satisfies Field;

/** A text that only the provider sets. */
export function textOutput(doc: string) {
    return { type: { kind: "string" }, doc } as const satisfies Field;
}

/** A list of texts that only the provider sets. */
export function textsOutput(doc: string) {
    return { type: { kind: "list", items: { kind: "string" } }, doc } as const satisfies Field;
}

/** When a stored state's work was sent. */
export const sinceField = { ...textOutput("When it was sent, ISO 8601."), required: true } as const satisfies Field;

/** What tells a resource from its own replacement. */
export const ownedSinceField = textOutput(
    "When this resource was created, ISO 8601: what tells it from its own replacement.",
);

/** Work of a failed run, whose parts depend on the resource. */
export function pendingField<T extends ObjectType>(type: T) {
    return {
        type,
        doc: "Work of a failed run whose end is unknown. The next run settles it.",
        see: "[recovery](recovery.md)",
    } as const satisfies Field;
}
