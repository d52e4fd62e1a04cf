import type { Deadline } from "./deadline";

/** The deadline of those who share work: the one that comes last. There must be one at least. */
export function latestDeadline(deadlines: readonly Deadline[]): Deadline {
    return deadlines.reduce((latest, next) => (next.at > latest.at ? next : latest));
}
