/** What `diff` tells the engine. */
export interface PlannedChange {
    /** Whether anything is to be done at all. */
    changes: boolean;
    /** The properties that need a new resource; empty when the old one can be updated. */
    replaces: string[];
    /** Whether the old one must be gone before the new one comes. */
    deleteBeforeReplace: boolean;
}
