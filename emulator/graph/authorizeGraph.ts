import type { Incoming } from "../http/incoming.js";
import { audienceOf } from "../identity/clouds.js";
import type { World } from "../world.js";
import { graphRefusal } from "./graphError.js";

const reasons = {
    unknown: "CompactToken parsing failed or the signature is invalid.",
    audience: "Access token validation failure. Invalid audience.",
    expired: "Lifetime validation failed, the token is expired.",
} as const;

/** Refuses a caller without a good token for Graph. */
export function authorizeGraph(world: World, incoming: Incoming): void {
    const token = /^Bearer (\S+)$/i.exec(incoming.headers.authorization ?? "")?.[1];
    if (token === undefined) {
        throw graphRefusal(world, incoming, "InvalidAuthenticationToken", "Access token is empty.");
    }
    const fault = world.mint.fault(token, audienceOf(world.options.cloud, "graph"), world.now());
    if (fault) {
        throw graphRefusal(world, incoming, "InvalidAuthenticationToken", reasons[fault]);
    }
}
