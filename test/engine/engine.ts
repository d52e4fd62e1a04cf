import type { Diagnostic, EngineEvent } from "./engineEvent";
import type { StackState } from "./stackState";

/** An operation on a stack, named as on Pulumi's command line. */
export type Operation = "preview" | "up" | "refresh" | "destroy";

/** A configuration value: plain text, or text that is kept encrypted. */
export type ConfigValue = string | { value: string; secret: true };

/** What a stack is made of. */
export interface StackOptions {
    /** Absolute path of the program's folder: one with a compiled `index.js`, or, with `typescript`, an `index.ts`. */
    program: string;
    /** Project name; with `workDir` it is the one in its `Pulumi.yaml`. @default "engine-test" */
    project?: string;
    /** Stack name. @default "test" */
    stack?: string;
    /** Configuration by `"key"` (of the project) or `"namespace:key"`. */
    config?: Record<string, ConfigValue>;
    /** Environment on top of this process's own, for the program and the provider. A `PATH` in it decides which Node.js runs them. */
    env?: Record<string, string>;
    /** How many resource operations may run at once. @default four times the number of processors, as Pulumi's */
    parallel?: number;
    /** Runs `index.ts` as users do, through Pulumi's own TypeScript support. @default false */
    typescript?: boolean;
    /** A complete Pulumi project of its own (with `Pulumi.yaml`), to be run where it is. `program` is then ignored. */
    workDir?: string;
    /** Folders of provider plugins, by package; a `workDir` names its own in its `Pulumi.yaml`. @default none */
    plugins?: Record<string, string>;
    /** How much Pulumi's own engine logs (`--verbose`), to files in its `TMPDIR`. @default nothing */
    logVerbosity?: number;
    /** Receives what a user would see, line by line, as it happens. */
    onOutput?: (line: string) => void;
}

/** Options of one operation. */
export interface RunOptions {
    /** `up`, `preview` and `destroy`: refresh first. @default false */
    refresh?: boolean;
    /** `destroy`: run the program as well, so that its configuration counts. @default false */
    runProgram?: boolean;
    /** `refresh`: forget creates that a killed engine left pending. @default false */
    clearPendingCreates?: boolean;
    /** How many resource operations may run at once. @default the stack's */
    parallel?: number;
    /** `up` and `destroy`: after an error, go on with all that does not depend on what failed. @default false */
    continueOnError?: boolean;
    /** Logical names of the resources that the operation is for; all others are left out. @default all */
    targets?: string[];
    /** `up` and `preview`: logical names of resources that are replaced though nothing calls for it. @default none */
    replace?: string[];
}

/** How one step of an operation ended. */
export interface StepResult {
    /** `same`, `create`, `update`, `replace`, `create-replacement`, `delete`, `delete-replaced`. */
    op: string;
    urn: string;
    name: string;
    type: string;
    /** True for a step that ended in an error. */
    failed?: true;
}

/** Counts of resources by what was, or in a preview would be, done with them; the stack itself is not counted. */
export type Changes = Partial<Record<"same" | "create" | "update" | "replace" | "delete" | "import", number>>;

/** The outcome of an operation. A failed operation is an outcome too, not an exception. */
export interface RunResult {
    ok: boolean;
    /** Everything that a user would see. */
    output: string;
    /** Per resource, the stack itself excluded; counts of zero are left out. */
    changes: Changes;
    /** The stack's outputs after an `up` that succeeded, secrets in clear; else empty. */
    outputs: Record<string, unknown>;
    /** The steps in the order in which they ended, the stack itself excluded. */
    steps: StepResult[];
    diagnostics: Diagnostic[];
    /** Wall time of the engine's own work. */
    durationInMs: number;
}

/** An operation under way in a process of its own. */
export interface RunningOperation {
    /** Process id of the engine. */
    readonly pid: number;
    /** Settles when the engine's process is gone; after `kill` with `ok: false`. */
    readonly done: Promise<RunResult>;
    /** Asks the engine to stop (SIGINT): nothing new starts, the provider is told, what runs may finish. */
    interrupt(): void;
    /**
     * Ends the engine at once (SIGKILL), as a lost machine would: its provider process lives on. Resolves when the engine
     * is gone and the lock that it held on the stack is released.
     */
    kill(): Promise<void>;
}

/** One stack, with its program, configuration and state. */
export interface Stack {
    /** The folder in which the program runs. */
    readonly projectFolder: string;
    /** Replaces the program; state and configuration stay. */
    setProgram(folder: string): Promise<void>;
    setConfig(key: string, value: ConfigValue): Promise<void>;
    /** Adds to the environment of the program and the provider. */
    setEnv(env: Record<string, string>): void;
    preview(options?: RunOptions): Promise<RunResult>;
    up(options?: RunOptions): Promise<RunResult>;
    refresh(options?: RunOptions): Promise<RunResult>;
    destroy(options?: RunOptions): Promise<RunResult>;
    /** Starts an operation in a process of its own; resolves when that process runs. */
    start(operation: Operation, options?: RunOptions): Promise<RunningOperation>;
    /** The state as stored: secrets stay ciphertext. */
    exportState(): Promise<StackState>;
    /** The bytes on disk, of state and configuration, all files joined: to look for secrets in. */
    rawState(): Promise<string>;
    /**
     * Replaces the state. What a portable state leaves out (the stack's own resource, provider references, parents) is
     * filled in.
     */
    importState(state: StackState): Promise<void>;
    /** Deletes state and work folder without touching any resource. */
    remove(): Promise<void>;
}

/** A deployment engine. */
export interface Engine {
    readonly name: "pulumi" | "test";
    readonly version: string;
    /** One line that says which engine this is and where it comes from. */
    readonly description: string;
    createStack(options: StackOptions): Promise<Stack>;
}

/** Receives the events of an operation in order. */
export type EventSink = (event: EngineEvent) => void;
