import type { Answer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { World } from "../world.js";
import { graphError } from "./graphError.js";

/** Counts a write to a device; returns a 429, which says nothing of how long to wait, where there were too many. */
export function throttleGraph(world: World, incoming: Incoming): Answer | undefined {
    const limit = world.options.graphWritesPer20s;
    const isWrite = incoming.method === "POST" && incoming.segments?.[1] === "deviceManagement";
    if (limit === null || !isWrite || world.graphWrites.take("writes", limit, world.now()) === 0) {
        return undefined;
    }
    return graphError(world, incoming, "TooManyRequests", "Too Many Requests");
}
