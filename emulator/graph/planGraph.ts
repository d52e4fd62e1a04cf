import type { Answer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { PerformInner, Plan } from "../http/plan.js";
import { audienceOf } from "../identity/clouds.js";
import type { World } from "../world.js";
import { planBatch } from "./batch.js";
import { graphError, graphRefusal, intuneRefusal } from "./graphError.js";
import { planAssign, planUnassign } from "./planAction.js";
import { planDevice, planDeviceList } from "./planDevices.js";

const reasons = {
    unknown: "CompactToken parsing failed or the signature is invalid.",
    audience: "Access token validation failure. Invalid audience.",
    expired: "Lifetime validation failed, the token is expired.",
} as const;

/** Refuses a caller without a good token for Graph. */
function authorizeGraph(world: World, incoming: Incoming): void {
    const token = /^Bearer (\S+)$/i.exec(incoming.headers.authorization ?? "")?.[1];
    if (token === undefined) {
        throw graphRefusal(world, incoming, "InvalidAuthenticationToken", "Access token is empty.");
    }
    const fault = world.mint.fault(token, audienceOf(world.options.cloud, "graph"), world.now());
    if (fault) {
        throw graphRefusal(world, incoming, "InvalidAuthenticationToken", reasons[fault]);
    }
}

/** Counts a write to a device; returns a 429, which says nothing of how long to wait, where there were too many. */
export function throttleGraph(world: World, incoming: Incoming): Answer | undefined {
    const limit = world.options.graphWritesPer20s;
    const isWrite = incoming.method === "POST" && incoming.segments?.[1] === "deviceManagement";
    if (limit === null || !isWrite || world.graphWrites.take("writes", limit, world.now()) === 0) {
        return undefined;
    }
    return graphError(world, incoming, "TooManyRequests", "Too Many Requests");
}

type DevicePlan = typeof planDevice;

// OData allows the name of an action with its namespace, too.
const actions: ReadonlyMap<string, DevicePlan> = new Map([
    ["assignResourceAccountToDevice", planAssign],
    ["microsoft.graph.assignResourceAccountToDevice", planAssign],
    ["unassignResourceAccountFromDevice", planUnassign],
    ["microsoft.graph.unassignResourceAccountFromDevice", planUnassign],
]);

/** Plans a request to Graph: route, caller, device, and then the operation's own rules. */
export function planGraph(world: World, incoming: Incoming, perform: PerformInner): Plan {
    const [version, collection, devices, id, action, ...rest] = incoming.segments ?? [];
    // Both actions are in beta only, so nothing else is served.
    if (version === "beta" && collection === "$batch" && devices === undefined && !incoming.batch) {
        return planAnyBatch(world, incoming, perform);
    }
    const isDevices = collection === "deviceManagement" && devices === "windowsAutopilotDeviceIdentities";
    if (version !== "beta" || !isDevices || rest.length > 0) {
        throw unknownRoute(world, incoming);
    }
    if (id === undefined) {
        assertMethod(world, incoming, "GET");
        authorizeGraph(world, incoming);
        return planDeviceList(world, incoming);
    }
    const plan = action === undefined ? planDevice : actions.get(action);
    if (!plan) {
        throw unknownRoute(world, incoming);
    }
    assertMethod(world, incoming, action === undefined ? "GET" : "POST");
    authorizeGraph(world, incoming);
    return planForDevice(world, incoming, id, plan);
}

function planAnyBatch(world: World, incoming: Incoming, perform: PerformInner): Plan {
    if (!world.options.batch) {
        throw unknownRoute(world, incoming);
    }
    assertMethod(world, incoming, "POST");
    authorizeGraph(world, incoming);
    return planBatch(world, incoming, perform);
}

function planForDevice(world: World, incoming: Incoming, id: string, plan: DevicePlan): Plan {
    const device = world.devices.get(id.toLowerCase());
    if (!device) {
        throw intuneRefusal(world, incoming, "ResourceNotFound", `The device ${id} was not found.`);
    }
    return plan(world, incoming, device);
}

function assertMethod(world: World, incoming: Incoming, method: string): void {
    if (incoming.method !== method) {
        throw graphRefusal(world, incoming, "MethodNotAllowed", `This route takes ${method} only.`);
    }
}

function unknownRoute(world: World, incoming: Incoming) {
    const message = `Resource not found for the path ${incoming.path.split("?")[0]}.`;
    return graphRefusal(world, incoming, "ResourceNotFound", message);
}
