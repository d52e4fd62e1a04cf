import { distort } from "./faults/distort.js";
import type { FaultAction } from "./faults/fault.js";
import { type Answer, Refusal } from "./http/answer.js";
import type { Incoming } from "./http/incoming.js";
import type { Plan } from "./http/plan.js";
import { errorOfStatus, planRequest, throttle, withServiceHeaders } from "./services.js";
import type { World } from "./world.js";

/** What becomes of a request: an answer, or none for ever, and how the sender is to treat it. */
export interface Outcome {
    readonly answer?: Answer;
    readonly action: FaultAction;
}

/** Carries out one request: throttling, the fault that strikes it, its effect, and what the fault does to the answer. */
export async function perform(world: World, incoming: Incoming): Promise<Outcome> {
    const entry = world.requests.begin(incoming, world.now());
    const throttled = throttle(world, incoming);
    const replan = () => (throttled ? planOf(throttled) : planSettled(world, incoming));
    const plan = replan();
    const action = world.faults.take(incoming, plan) ?? {};
    if (action.delayMs) {
        await world.sleep(action.delayMs);
    }
    if (action.hang === "before" || action.reset === "before") {
        return { action };
    }
    const answer =
        action.status === undefined
            ? distort(await run(action.delayMs ? replan() : plan, action), action)
            : forcedAnswer(world, incoming, action, action.status);
    if (action.hang === "after" || action.reset === "after") {
        return { action };
    }
    entry.status = answer.status;
    return { answer: withServiceHeaders(world, incoming, answer), action };
}

// No fault acts on the connection of an inner request, so there always is an answer.
async function performInner(world: World, incoming: Incoming): Promise<Answer> {
    const { answer } = await perform(world, incoming);
    return answer ?? errorOfStatus(world, incoming, 500);
}

function planSettled(world: World, incoming: Incoming): Plan {
    world.jobs.settle(world.now());
    try {
        return planRequest(world, incoming, (inner) => performInner(world, inner));
    } catch (error) {
        if (error instanceof Refusal) {
            return planOf(error.answer);
        }
        throw error;
    }
}

function planOf(answer: Answer): Plan {
    return { run: () => answer };
}

function run(plan: Plan, action: FaultAction): Answer | Promise<Answer> {
    const { jobStatus: status, jobErrors: errors } = action;
    return plan.run(status === undefined || !plan.trait ? undefined : { status, errors });
}

function forcedAnswer(world: World, incoming: Incoming, action: FaultAction, status: number): Answer {
    const given = action.headers ?? {};
    const isError = status >= 400;
    if (action.body === undefined) {
        const usual = isError ? errorOfStatus(world, incoming, status) : { status, headers: {} };
        return distort(usual, { headers: given });
    }
    const isText = typeof action.body === "string";
    const headers = { "Content-Type": isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8" };
    const body = isText ? { text: action.body as string } : { json: action.body };
    return distort({ status, headers, ...body }, { headers: given });
}
