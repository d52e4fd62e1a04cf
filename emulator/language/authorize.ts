import type { Incoming } from "../http/incoming.js";
import { audienceOf } from "../identity/clouds.js";
import type { World } from "../world.js";
import { languageRefusal } from "./languageError.js";

const challenge = { "WWW-Authenticate": 'Bearer authorization_uri="https://login.microsoftonline.com/common"' };

/** Refuses a caller without a good token or key. Assign takes a Microsoft Entra token only, all else a key too. */
export function authorize(world: World, incoming: Incoming, isAssign: boolean): void {
    const authorization = incoming.headers.authorization;
    if (authorization !== undefined) {
        assertToken(world, authorization);
        return;
    }
    const key = incoming.headers["ocp-apim-subscription-key"];
    if (key === undefined) {
        throw unauthorized("Access denied: neither a bearer token nor a subscription key was given.");
    }
    if (!world.options.localAuth) {
        throw languageRefusal("Forbidden", "Key based authentication is disabled for this resource.");
    }
    if (key !== world.languageKey) {
        throw unauthorized("Access denied due to an invalid subscription key or a wrong endpoint.");
    }
    if (isAssign) {
        throw unauthorized("Assigning resources takes a Microsoft Entra token; a subscription key is not accepted.");
    }
}

function assertToken(world: World, authorization: string): void {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    const audience = audienceOf(world.options.cloud, "language");
    const fault = token === undefined ? "unknown" : world.mint.fault(token, audience, world.now());
    if (fault === "audience") {
        throw unauthorized(`The access token is for another audience; this service takes tokens for ${audience}.`);
    }
    if (fault) {
        const reason = fault === "expired" ? "has expired" : "is not valid";
        throw unauthorized(`The access token ${reason}.`);
    }
}

function unauthorized(message: string) {
    return languageRefusal("Unauthorized", message, undefined, challenge);
}
