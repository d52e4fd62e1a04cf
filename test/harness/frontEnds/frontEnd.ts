import type { HostOptions } from "#provider/host/processHost";
import type { Properties, ResourceKind, ResourceRecord } from "../stackState";

/** A resource of a program. */
export interface Named {
    name: string;
    kind: ResourceKind;
}

/** What `check` answers. */
export interface Checked {
    inputs: Properties;
    failures: { reason: string }[];
}

/** What `diff` answers. */
export interface Planned {
    changes: boolean;
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/**
 * One life of a provider process, as the engine that is played here calls it. What goes in and comes out is what an engine stores,
 * and has crossed the border between the two processes: nothing is shared.
 */
export interface FrontEnd {
    /** Checks what a program declares, as its class or SDK would send it. */
    check(resource: Named, olds: Properties, args: Properties): Promise<Checked>;
    diff(old: ResourceRecord, inputs: Properties): Promise<Planned>;
    /** Rejects with a `PartialResource` where the resource is to be kept in spite of the error; so does `update`. */
    create(resource: Named, inputs: Properties): Promise<{ id: string; outputs: Properties }>;
    /** An empty id says that the resource is gone. */
    read(old: ResourceRecord): Promise<{ id: string; inputs: Properties; outputs: Properties }>;
    update(old: ResourceRecord, inputs: Properties): Promise<Properties>;
    delete(old: ResourceRecord): Promise<void>;
    /** Tells the process that its engine is gone. */
    abandon(): void;
    /** Tells the process that its engine was asked to stop. */
    interrupt(): void;
}

/** What an error has besides, if the resource is to be kept. */
export interface PartialResource {
    id: string;
    properties: Properties;
    reasons: string[];
}

/** A front end breaks its promises to the engine: no failure of an operation, but of the test. */
export class FrontEndDefect extends Error {}

/** What a front end stands on. */
export interface FrontEndOptions extends HostOptions {
    /** Stack configuration by `namespace:key`. */
    config: Readonly<Record<string, string>>;
}
