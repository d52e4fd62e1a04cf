import type { PropertyMap } from "../state/property";

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

/** How long verbs may take, in seconds. */
export interface CustomTimeouts {
    create: number;
    update: number;
    delete: number;
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
    /** Paths of properties whose change is a replacement. */
    replaceOnChanges: string[];
    additionalSecretOutputs: string[];
    /** URN and id of the provider that the program names; empty for the package's default one. */
    provider: string;
    /** How long each verb may take, in seconds; 0 for what the program does not say. */
    customTimeouts: CustomTimeouts | undefined;
    /** The id of what is there already and is to be taken up; empty for none. */
    importId: string;
    aliases: Alias[];
}

/** What the program learns of a resource that it declared. */
export interface Registered {
    urn: string;
    /** Empty in a preview for what does not exist yet. */
    id: string;
    outputs: PropertyMap;
    /** What became of it, where it did not come to be: what is not known of it stays unknown to the program. */
    outcome?: "failed" | "skipped";
}
