import type { Fault } from "#emulator/faults/fault";
import type { CrashPoint } from "../../harness/crashPoint";
import type { Leave } from "../world/environment";
import type { Edit } from "../world/slots";

/** What a person does to the services, past the stack. */
export type Deed =
    | { deed: "assign"; project: number; member: number; region: number }
    | { deed: "unassign"; project: number; member: number }
    | { deed: "deploy"; project: number; member: number }
    | { deed: "bind"; device: number; account: number }
    | { deed: "unbind"; device: number }
    | { deed: "removeProject"; project: number }
    | { deed: "removeDevice"; device: number }
    /** Starts a job of `foreignJobInMs` that changes nothing of what programs declare, as another stack may. */
    | { deed: "runJob"; project: number };

/** How a run is made: how wide, in which order, and what befalls it. */
export interface RunPlan {
    parallel: 1 | 8 | 100;
    /** Whether a step that fails stops no other. */
    continueOnError?: boolean;
    /** Which places of the program an up leaves out, as bits: three assignments, then three bindings. */
    leftOut?: number;
    /** Decides the order of steps and the pauses between registrations. Undefined: as declared. */
    order?: number;
    /** What the services and the network do wrong meanwhile. */
    faults: readonly Fault[];
    /** Where the provider is killed. */
    crash?: CrashPoint;
    /** After how many milliseconds the engine is gone, which the provider notices. */
    goneAfterInMs?: number;
    /** What a person does during the run, and how long after its begin. */
    meanwhile?: { afterInMs: number; deed: Deed };
}

/** One step of a sequence. */
export type Action =
    | { action: "change"; edits: readonly Edit[] }
    | { action: "up"; run: RunPlan }
    | { action: "refresh"; run: RunPlan }
    | { action: "preview" }
    | { action: "destroy"; run: RunPlan }
    | { action: "configure"; leave: Leave }
    | { action: "person"; deed: Deed }
    | { action: "wait"; ms: number };
