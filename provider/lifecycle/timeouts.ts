import type { Clock } from "../core/clock";
import { Deadline } from "../core/deadline";
import { parseDuration } from "../validation/duration";
import type { ValueOf } from "../validation/fields";
import type { timeoutsType } from "./commonFields";

/** How long each verb may take, as Pulumi writes durations (`"30m"`, `"1h30m"`). */
export type Timeouts = ValueOf<typeof timeoutsType>;

const defaults: Required<Timeouts> = { create: "30m", update: "30m", delete: "30m", read: "5m" };

/** The deadline of one verb, from the resource's `timeouts` or the default. */
export function deadlineOf(
    verb: keyof Timeouts,
    timeouts: Timeouts | undefined,
    clock: Clock,
    signal?: AbortSignal,
): Deadline {
    const durationInMs = parseDuration(timeouts?.[verb] ?? defaults[verb]) ?? parseDuration(defaults[verb]);
    return new Deadline(clock, durationInMs ?? 0, signal);
}
