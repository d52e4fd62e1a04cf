import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import { operationOf } from "../operations.js";
import { type ActionKind, type Fault, type FaultAction, kindOf } from "./fault.js";

interface Armed {
    readonly fault: Fault;
    readonly path: RegExp;
    left: number;
}

// These act on the connection, which an inner request of a $batch shares with its neighbours.
const onConnection: readonly ActionKind[] = ["hang", "reset", "truncate", "bodyBytes", "bom"];

/** The faults that wait for a request to strike. */
export class FaultList {
    private armed: Armed[] = [];

    /** Replaces the list; the faults must be valid. */
    replace(faults: readonly Fault[]): void {
        this.armed = faults.map((fault) => ({
            fault,
            path: new RegExp(fault.match?.path ?? ""),
            left: fault.times ?? 1,
        }));
    }

    /** Returns the faults that can still strike, `times` being how often. */
    list(): Fault[] {
        return this.armed.map(({ fault, left }) => ({ ...fault, times: left })).filter((fault) => fault.times > 0);
    }

    /** Returns the action of the first fault that matches and can apply, and counts it down. */
    take(incoming: Incoming, plan: Plan): FaultAction | undefined {
        const struck = this.armed.find((armed) => matches(armed, incoming) && canApply(armed.fault, incoming, plan));
        if (struck) {
            struck.left -= 1;
        }
        return struck?.fault.action;
    }
}

function matches({ fault, path, left }: Armed, incoming: Incoming): boolean {
    const method = fault.match?.method?.toUpperCase() ?? incoming.method;
    const operation = fault.match?.operation;
    const isOperation = operation === undefined || operation === operationOf(incoming);
    return left > 0 && method === incoming.method && path.test(incoming.path) && isOperation;
}

function canApply({ action }: Fault, incoming: Incoming, plan: Plan): boolean {
    const kind = kindOf(action);
    switch (kind) {
        case "jobStatus":
            return plan.trait === "startsJob" || plan.trait === "readsJob";
        case "operationLocation":
            return plan.trait === "startsJob";
        case "nextLink":
            return plan.trait === "lists";
        case "bom":
            return !incoming.batch && !plan.bodyless;
        default:
            return !incoming.batch || kind === undefined || !onConnection.includes(kind);
    }
}
