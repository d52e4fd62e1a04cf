import type { Emulator, RequestEntry } from "#emulator/index";

/** A verb under way, and how the requests of it are told from others. */
export type Verb = "create" | "update" | "delete";

/** A moment at which something dies: how the emulator is made to stay in it, and the request by which it is known. */
export interface Moment {
    /** For the title. */
    name: string;
    /** The verbs that have such a moment. */
    verbs: readonly Verb[];
    /** Holds the services at that moment long enough to die in it. */
    hold(emulator: Emulator): void;
    /** Whether this request shows that the moment has come; `before` is the number of requests before the operation. */
    shows(request: RequestEntry, emulator: Emulator, before: number): boolean;
}

const stillInMs = 2_500;
const all: readonly Verb[] = ["create", "update", "delete"];

function held(name: string, method: "GET" | "POST", path: string, verbs: readonly Verb[] = all): Moment {
    return {
        name,
        verbs,
        hold: (emulator) => emulator.setFaults([{ match: { method, path }, times: 1, action: { delayMs: stillInMs } }]),
        shows: (request) => request.method === method && new RegExp(path).test(request.path),
    };
}

/** Holds the list only once a job has been looked at: the list that confirms it. */
const confirmation: Moment = {
    name: "after a job has succeeded, before the state is saved",
    verbs: all,
    hold: (emulator) => {
        emulator.setOptions({ jobDurationMs: 600 });
        emulator.setFaults([{ match: { method: "GET", path: "/jobs/" }, times: 1, action: { delayMs: 700 } }]);
    },
    shows: (request, emulator, before) => {
        if (!request.path.includes("/jobs/")) {
            return false;
        }
        emulator.setFaults([
            { match: { method: "GET", path: "/resources\\?" }, times: 1, action: { delayMs: stillInMs } },
        ]);
        const since = emulator.state().requests.slice(before);
        return since.filter(({ path }) => /\/resources\?/.test(path)).length > 1;
    },
};

/** The moments in which a life is broken off: of each verb one at most. */
export type Breaks = Readonly<Partial<Record<Verb, Moment>>>;

/** The moments of every verb, in the order in which an operation passes them. */
const moments: readonly Moment[] = [
    held("before a job's POST, while it lists", "GET", "/resources\\?"),
    held("while an assign POST is under way", "POST", "/resources/:assign", ["create", "update"]),
    held("while an unassign POST is under way", "POST", "/resources/:unassign", ["update", "delete"]),
    {
        name: "while it polls a job",
        verbs: all,
        hold: (emulator) => emulator.setOptions({ jobDurationMs: stillInMs }),
        shows: ({ path }) => path.includes("/jobs/"),
    },
    confirmation,
    held("before a device's POST, while it reads", "GET", "/windowsAutopilotDeviceIdentities/"),
    held("while a bind is under way", "POST", "/assignResourceAccountToDevice", ["create", "update"]),
    held("while an unbind is under way", "POST", "/unassignResourceAccountFromDevice", ["update", "delete"]),
];

/** The lives in which each verb is broken off in each of its moments. */
export const allLives: readonly Breaks[] = moments.map((moment) =>
    Object.fromEntries(moment.verbs.map((verb) => [verb, moment])),
);

/** Lives in which each moment comes once. */
export const fewLives: readonly Breaks[] = [
    { create: moment(/while it lists/), update: moment(/an assign POST/), delete: moment(/an unassign POST/) },
    { create: moment(/polls a job/), update: moment(/before the state is saved/), delete: moment(/while it reads/) },
    { create: moment(/a bind/), update: moment(/an unbind/) },
];

/** One life in which each verb is broken off while a request of it is under way. */
export const oneLife: readonly Breaks[] = [
    { create: moment(/polls a job/), update: moment(/an unbind/), delete: moment(/an unassign POST/) },
];

function moment(name: RegExp): Moment {
    const found = moments.find((candidate) => name.test(candidate.name));
    if (!found) {
        throw new RangeError(`no moment ${name}`);
    }
    return found;
}
