import { type Answer, jsonAnswer, Refusal } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { Plan } from "../http/plan.js";
import type { World } from "../world.js";
import { isKnownAudience } from "./clouds.js";

/** Plans a request to the managed-identity endpoint, which speaks the App Service protocol of 2019-08-01. */
export function planToken(world: World, incoming: Incoming): Plan {
    if (incoming.method !== "GET") {
        throw identityRefusal(405, "The token endpoint takes GET only.");
    }
    if (incoming.headers["x-identity-header"] !== world.identityHeader) {
        throw identityRefusal(401, "The X-IDENTITY-HEADER is missing or is not the one of this endpoint.");
    }
    if (incoming.query.get("api-version") !== "2019-08-01") {
        throw identityRefusal(400, "The api-version must be 2019-08-01.");
    }
    const resource = incoming.query.get("resource") ?? "";
    const audience = resource.replace(/\/$/, "");
    if (!isKnownAudience(audience)) {
        throw identityRefusal(400, `No token can be had for the resource "${resource}".`);
    }
    return { run: () => issue(world, resource, audience) };
}

/** Makes an error answer in the shape of the identity endpoint. */
export function identityError(status: number, message: string): Answer {
    return jsonAnswer(status, { statusCode: status, message });
}

function identityRefusal(status: number, message: string): Refusal {
    return new Refusal(identityError(status, message));
}

function issue(world: World, resource: string, audience: string): Answer {
    const now = world.now();
    const expiresAtMs = now + world.options.tokenLifetimeMs;
    return jsonAnswer(200, {
        access_token: world.mint.issue(audience, now, expiresAtMs, world.options.tokenClaims),
        client_id: "00000000-0000-0000-0000-000000000000",
        // The protocol gives the seconds as a string.
        expires_on: String(Math.floor(expiresAtMs / 1000)),
        resource,
        token_type: "Bearer",
    });
}
