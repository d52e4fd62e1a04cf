import type { PropertyMap } from "./property";

/** A former identity of a resource; what is undefined is as now. */
export interface Alias {
    /** The whole former URN; if set, nothing else counts. */
    urn?: string;
    name?: string;
    type?: string;
    stack?: string;
    project?: string;
    /** URN of the former parent; empty for none. */
    parent?: string;
}

/** What a program declares of a resource. */
export interface Goal {
    type: string;
    name: string;
    custom: boolean;
    /** Empty for the stack itself. */
    parent: string;
    inputs: PropertyMap;
    dependencies: string[];
    propertyDependencies: Record<string, string[]>;
    /** Undefined: as the parent. */
    protect: boolean | undefined;
    /** Undefined: as the parent. */
    retainOnDelete: boolean | undefined;
    /** Undefined: as the provider says. */
    deleteBeforeReplace: boolean | undefined;
    ignoreChanges: string[];
    additionalSecretOutputs: string[];
    aliases: Alias[];
}

/** What the program learns of a resource that it declared. */
export interface Registered {
    urn: string;
    /** Empty in a preview for what does not exist yet. */
    id: string;
    outputs: PropertyMap;
}
