import type { Answer } from "../http/answer.js";
import type { Incoming } from "../http/incoming.js";
import type { World } from "../world.js";
import { languageError } from "./languageError.js";

/** Counts an authoring request against its origin's budget; returns a 429 where that is used up. */
export function throttleLanguage(world: World, incoming: Incoming): Answer | undefined {
    const { budgets, throttleRetryAfter } = world.options;
    if (!budgets) {
        return undefined;
    }
    const limit = incoming.method === "POST" ? budgets.postsPerMinute : budgets.getsPerMinute;
    const waitInMs = world.authoringCalls.take(`${incoming.method} ${incoming.origin}`, limit, world.now());
    if (waitInMs === 0) {
        return undefined;
    }
    const seconds = Math.ceil(waitInMs / 1000);
    const message = `Requests have exceeded the rate limit. Retry after ${seconds} seconds.`;
    const headers: Record<string, string> = throttleRetryAfter ? { "Retry-After": String(seconds) } : {};
    return languageError("TooManyRequests", message, undefined, headers);
}
