import type { Diagnostic } from "./engine";

/** What an engine reports while it works; both engines are reduced to these. */
export type EngineEvent =
    | { kind: "diagnostic"; diagnostic: Diagnostic }
    | { kind: "stepStarted"; op: string; urn: string }
    | { kind: "stepDone"; op: string; urn: string }
    | { kind: "stepFailed"; op: string; urn: string };
