/** Plain JSON, as it crosses the border between engine and provider. */
export type Properties = Record<string, unknown>;

/** The two kinds of resource. */
export type ResourceKind = "assignment" | "binding";

/** A resource as a program declares it: what its class would be given. */
export interface Declaration {
    kind: ResourceKind;
    args: Properties;
}

/** A program: declarations by logical name, in the order in which they register. */
export type Program = Readonly<Record<string, Declaration>>;

/** One resource as the stack remembers it. */
export interface ResourceRecord {
    name: string;
    kind: ResourceKind;
    id: string;
    inputs: Properties;
    outputs: Properties;
    /** Why its last create or update did not end; the next up calls update. */
    initErrors?: string[];
    /** Its predecessor was deleted to make room, and it is not created yet. */
    pendingReplacement?: true;
}

/** All that an engine's state file holds: what the program owns, and what a replacement left to be deleted. */
export interface StackState {
    resources: Record<string, ResourceRecord>;
    doomed: ResourceRecord[];
}

/** What is left of a value when it has crossed the border: undefined members are gone, nothing is shared. */
export function acrossBorder<T>(value: T): T {
    return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
