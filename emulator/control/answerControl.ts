import { type Answer, jsonAnswer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import { ShapeError } from "../validation/shapes.js";
import { whyNoControl } from "./controlAccess.js";
import type { Controls } from "./controls.js";

type Control = (controls: Controls, body: unknown) => unknown;

const routes: Readonly<Record<string, Control>> = {
    "GET state": (controls) => controls.state(),
    "PUT state": (controls, body) => controls.putState(body as Parameters<Controls["putState"]>[0]),
    "GET options": (controls) => controls.options(),
    "PUT options": (controls, body) => controls.setOptions(body as Parameters<Controls["setOptions"]>[0]),
    "GET faults": (controls) => controls.faults(),
    "POST faults": (controls, body) => controls.setFaults(body as Parameters<Controls["setFaults"]>[0]),
    "POST reset": (controls) => {
        controls.reset();
        return {};
    },
};

const codes = { 400: "BadRequest", 403: "Forbidden", 404: "NotFound" } as const;

/** Answers a request under `/_emulator/`; 403 where it may not come from this machine, 400 where its body makes no sense. */
export function answerControl(controls: Controls, incoming: Incoming): Answer {
    const why = whyNoControl(incoming);
    if (why !== undefined) {
        return failure(403, why);
    }
    const [, name, ...rest] = incoming.segments ?? [];
    const control = rest.length === 0 ? routes[`${incoming.method} ${name}`] : undefined;
    if (!control) {
        const known = Object.keys(routes).map((route) => route.replace(" ", " /_emulator/"));
        return failure(404, `There is no such control. Known are: ${known.join(", ")}.`);
    }
    try {
        const hasBody = incoming.method === "PUT" || (name === "faults" && incoming.method === "POST");
        return jsonAnswer(200, control(controls, hasBody ? JSON.parse(incoming.body) : undefined));
    } catch (error) {
        if (error instanceof ShapeError) {
            return failure(400, `${error.message}.`);
        }
        if (error instanceof SyntaxError) {
            return failure(400, "The body is not JSON.");
        }
        throw error;
    }
}

function failure(status: keyof typeof codes, message: string): Answer {
    return jsonAnswer(status, { error: { code: codes[status], message } });
}
