import type { Outcome } from "./outcome";
import type { ServiceRequest } from "./types";

/**
 * Takes requests to a service together, where the service has a way to (Microsoft Graph's `$batch`). Each request still
 * has an outcome of its own, and is decided on and repeated on its own.
 */
export interface RequestCarrier {
    /** Resolves to what came of one attempt; `alone` makes the attempt with any request, in the same sign-in. */
    carry(request: ServiceRequest, alone: (request: ServiceRequest) => Promise<Outcome>): Promise<Outcome>;
}
