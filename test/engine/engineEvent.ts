/** A message of the engine, the program or the provider. */
export interface Diagnostic {
    severity: "info" | "info#err" | "warning" | "error";
    message: string;
    urn?: string;
    /** True for a message that a terminal shows only until the next one comes. */
    ephemeral?: true;
}

/** What an engine reports while it works; both engines are reduced to these. */
export type EngineEvent =
    | { kind: "diagnostic"; diagnostic: Diagnostic }
    | { kind: "stepStarted"; op: string; urn: string }
    | { kind: "stepDone"; op: string; urn: string }
    | { kind: "stepFailed"; op: string; urn: string };
