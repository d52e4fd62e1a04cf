/** A verb of the probe's provider. */
export type Verb = "check" | "diff" | "create" | "read" | "update" | "delete";

/** Inputs of a probe: data, and orders for its provider. */
export interface ProbeProps {
    /** Changing it is an update. */
    value?: unknown;
    /** Changing it is a replacement. */
    fixed?: unknown;
    /** A replacement for `fixed` deletes first. */
    deleteFirst?: boolean;
    /** Diff leaves it to the engine whether anything changes. */
    noOpinion?: boolean;
    /** Verbs that fail, with their messages. */
    fail?: Partial<Record<Verb, string>>;
    /** Verbs that end as a partial resource, with their reasons. */
    partial?: Partial<Record<"create" | "update", string[]>>;
    /** Check failures: reason by property. */
    refuse?: Record<string, string>;
    /** How long create takes. */
    createInMs?: number;
    /** Create waits until this many creates run at once, at most `createInMs`. */
    together?: number;
    /** Keys of configuration that create copies into `seen`, and delete prints. */
    config?: string[];
    /** What create prints to standard error. */
    print?: string;
    /** Has create print the provider's process id, before anything else. */
    tellPid?: boolean;
}

/** One resource of a planned program. */
export interface PlannedResource {
    name: string;
    props?: ProbeProps;
    /** Properties that are secret. */
    secret?: string[];
    /** Properties taken from other resources' outputs: `"<name>.<output>"`. */
    from?: Record<string, string>;
    component?: boolean;
    parent?: string;
    dependsOn?: string[];
    protect?: boolean;
    retainOnDelete?: boolean;
    deleteBeforeReplace?: boolean;
    ignoreChanges?: string[];
    replaceOnChanges?: string[];
    additionalSecretOutputs?: string[];
    aliases?: string[];
}

/** What the planned program does. */
export interface Plan {
    resources: PlannedResource[];
    /** Stack outputs: `"<name>.<output>"`, or `"config:<key>"` for a configuration value. */
    outputs?: Record<string, string>;
    /** Message of an error that the program throws after it has declared its resources. */
    throws?: string;
}

/** What a probe finds outside on read: nothing, or other values; absent probes are as they were. */
export type World = Record<string, null | Record<string, unknown>>;

/** Environment variable with the plan, as JSON. */
export const planVariable = "ENGINE_TEST_PLAN";
/** Environment variable with the world, as JSON. */
export const worldVariable = "ENGINE_TEST_WORLD";
