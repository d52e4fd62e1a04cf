import type { Properties } from "./values";

/*
 * The lifecycle finds in the properties who declares them, what is secret and how long a verb may take: a dynamic resource has
 * no other way to tell it. Here the engine tells it with each call, so it is put in before a verb and taken out after it.
 */

/** What the lifecycle may put into properties, and what dynamic resources have in theirs besides. */
const internalNames = ["logicalName", "secretInputs", "__provider"];

/** The longest timeout that the lifecycle takes, in seconds: a day. */
const longestInSeconds = 24 * 3_600;

/** What the engine tells of a resource with each call. */
export interface Call {
    /** The resource's name, with the types of its parents where it has any. */
    owner: string;
    /** The names of the properties that are secret. */
    secrets: readonly string[];
    /** How long the verb may take (`customTimeouts`), in seconds; 0 where the program does not say. */
    timeout?: { verb: "create" | "read" | "update" | "delete"; seconds: number };
}

/** The name by which lines, errors and the registry of declarations know a resource: as `classInputs` makes it for dynamic ones. */
export function ownerOf(urn: string): string {
    const [, , types = "", ...name] = urn.split("::");
    const parents = types.slice(0, Math.max(types.lastIndexOf("$"), 0));
    return parents ? `${parents}::${name.join("::")}` : name.join("::");
}

/** Properties as the lifecycle takes them. */
export function toLifecycle(values: Properties, { owner, secrets, timeout }: Call): Properties {
    const properties: Properties = { ...withoutInternals(values), logicalName: owner };
    if (secrets.length > 0) {
        properties.secretInputs = [...secrets];
    }
    if (timeout && timeout.seconds > 0) {
        const { verb, seconds } = timeout;
        const declared = typeof values.timeouts === "object" ? values.timeouts : {};
        properties.timeouts = { ...declared, [verb]: `${Math.ceil(Math.min(seconds, longestInSeconds))}s` };
    }
    return properties;
}

/** Properties as the lifecycle gives them, with `timeouts` as they were declared. */
export function fromLifecycle(properties: Properties, declared: Properties): Properties {
    const { timeouts: _, ...others } = withoutInternals(properties);
    return "timeouts" in declared ? { ...others, timeouts: declared.timeouts } : others;
}

function withoutInternals(properties: Properties): Properties {
    const entries = Object.entries(properties).filter(([name]) => !internalNames.includes(name));
    return Object.fromEntries(entries);
}
