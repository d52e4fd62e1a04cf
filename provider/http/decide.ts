import { deadAfterInMs } from "./failures";
import type { Outcome } from "./types";

/** What an attempt's result means for the request. */
export type Decision =
    /** The answer is good. */
    | "return"
    /** It is definite: asking again would give the same. */
    | "fail"
    /** Ask again after a growing wait. */
    | "again"
    /** Ask again once the origin's pause is over. */
    | "pause"
    /** Ask again at once with a renewed token, or with a token instead of a refused key, or the other way round. */
    | "signIn"
    /** A POST that may have taken effect: only observing can tell. */
    | "ambiguous";

/** What the decision depends on besides the attempt's result. */
export interface Situation {
    method: "GET" | "POST";
    /** How the attempt signed in. */
    signedInWith: "key" | "token";
    /** Whether the token was already renewed for this request. */
    renewed: boolean;
    /** Whether the other way of signing in may still serve this request. */
    otherWayLeft: boolean;
    /** For how long the host has been dead without a break. */
    deadInMs: number;
}

/**
 * Decides what to do after an attempt. A GET is repeated after anything that may pass; a POST only when it surely had no
 * effect: it never reached the service, or was answered 401, 403, 429 or 503, or 400 to a key.
 */
export function decide(outcome: Outcome, situation: Situation): Decision {
    const isPost = situation.method === "POST";
    switch (outcome.kind) {
        case "good":
            return "return";
        case "broken":
            return isPost ? "ambiguous" : "again";
        case "failed":
            if (isPost && outcome.sent) {
                return "ambiguous";
            }
            return isDefinite(outcome.cause, situation) ? "fail" : "again";
        case "refused":
            return decideByStatus(outcome.response.status, situation);
    }
}

function isDefinite(cause: string, { deadInMs }: Situation): boolean {
    return cause === "tls" || cause === "unsendable" || (cause === "dead" && deadInMs >= deadAfterInMs);
}

function decideByStatus(status: number, { method, signedInWith, renewed, otherWayLeft }: Situation): Decision {
    if (status === 429 || status === 503) {
        return "pause";
    }
    if (status === 401 || status === 403) {
        const canRenew = status === 401 && signedInWith === "token" && !renewed;
        return canRenew || otherWayLeft ? "signIn" : "fail";
    }
    if (status === 400 && method === "POST" && signedInWith === "key" && otherWayLeft) {
        // Some sources say that changes of a project take no key; none says what the service answers to one.
        return "signIn";
    }
    if (status === 408 || status >= 500) {
        return method === "POST" ? "ambiguous" : "again";
    }
    return "fail";
}
