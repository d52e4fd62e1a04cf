import type { Clock } from "./clock";

/** The present moment, ISO 8601 in UTC. */
export function isoNow(clock: Clock): string {
    return new Date(clock.now()).toISOString();
}
