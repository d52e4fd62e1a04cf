/** A resource as stored, in the words of Pulumi's own state format. Fields that are not listed are carried along. */
export interface StoredResource {
    urn: string;
    type: string;
    /** Derived from the URN. */
    name: string;
    id?: string;
    custom?: boolean;
    /** Values as stored; a secret is an object with `ciphertext`. */
    inputs: Record<string, unknown>;
    outputs: Record<string, unknown>;
    /** Reasons of a resource that was created but did not become ready. */
    initErrors?: string[];
    parent?: string;
    dependencies?: string[];
    protect?: boolean;
    /** True for a replaced resource that still has to be deleted. */
    delete?: boolean;
    /** True for a resource that was deleted and not yet created again. */
    pendingReplacement?: boolean;
    [field: string]: unknown;
}

/** An operation that was under way when the engine was last heard of. */
export interface StoredOperation {
    type: "creating" | "updating" | "deleting" | "reading" | "importing";
    resource: StoredResource;
}

/** A stack's state: its program's resources, without the stack's own resource and without providers. */
export interface StackState {
    resources: StoredResource[];
    pendingOperations: StoredOperation[];
}
