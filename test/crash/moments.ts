import type { Victim } from "./processes";

/** A verb under way. */
export type Verb = "create" | "update" | "delete";

/** A request that is held back. */
export interface Hold {
    method: "GET" | "POST";
    path: string;
}

/** A moment at which something dies: while the last of these requests is held back, and the others have been, one after another. */
export interface Moment {
    /** For the title. */
    name: string;
    holds: readonly [Hold, ...Hold[]];
    /** Whether the job has not ended by then. */
    isRunning?: boolean;
}

/** The moments in which a life is broken off: of each verb one at most. */
export type Breaks = Readonly<Partial<Record<Verb, Moment>>>;

const get = (path: string): Hold => ({ method: "GET", path });
const post = (path: string): Hold => ({ method: "POST", path });

const listing: Moment = { name: "before a job's POST, while it lists", holds: [get("/resources\\?")] };
const assigning: Moment = { name: "while an assign POST is under way", holds: [post("/resources/:assign")] };
const unassigning: Moment = { name: "while an unassign POST is under way", holds: [post("/resources/:unassign")] };
const polling: Moment = { name: "while it polls a job", holds: [get("/jobs/")], isRunning: true };
const confirming: Moment = {
    name: "after a job has succeeded, before the state is saved",
    holds: [get("/jobs/"), get("/resources\\?")],
};
const reading: Moment = {
    name: "before a device's POST, while it reads",
    holds: [get("/windowsAutopilotDeviceIdentities/")],
};
const binding: Moment = { name: "while a bind is under way", holds: [post("/assignResourceAccountToDevice")] };
const unbinding: Moment = { name: "while an unbind is under way", holds: [post("/unassignResourceAccountFromDevice")] };

/**
 * The lives that victims die in. Each of them dies in every moment, and between them in every moment of every verb; how the
 * provider goes on after any request at all is tried in memory (`test/faults/crashes.test.ts`).
 */
export const livesOf: Readonly<Record<Victim, readonly Breaks[]>> = {
    engine: [
        { create: listing, update: assigning, delete: unassigning },
        { create: polling, update: confirming, delete: reading },
        { create: binding, update: unbinding, delete: listing },
    ],
    provider: [
        { create: assigning, update: polling, delete: unbinding },
        { create: confirming, update: listing, delete: polling },
        { create: reading, update: unassigning, delete: confirming },
        { update: binding },
    ],
    program: [
        { create: assigning, update: reading, delete: unassigning },
        { create: polling, update: binding, delete: listing },
        { create: confirming, update: unbinding },
    ],
};

/** One life in which each verb is broken off while a request of it is under way. */
export const oneLife: readonly Breaks[] = [{ create: polling, update: unbinding, delete: unassigning }];
