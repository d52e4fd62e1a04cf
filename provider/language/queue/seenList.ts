import { type AssignedResource, findMember } from "../members";
import type { QueuedRequest } from "./queuedRequest";

/** A list, and when it was asked for. */
export interface SeenList {
    list: AssignedResource[];
    at: number;
}

/** A batch may begin with a list that is no older than this. */
const freshInMs = 15_000;

/**
 * Whether a batch may begin with the list that the one before ended with, since another look would hardly tell more: it is
 * fresh, and nothing is taken from it but that members have yet to be assigned. Should one have come to be assigned meanwhile,
 * its job shows that. What is there already, what is to go, and what is judged takes a look of its own.
 */
export function isGoodStart({ list, at }: SeenList, requests: readonly QueuedRequest[], now: number): boolean {
    const isFresh = now - at <= freshInMs;
    return (
        isFresh &&
        requests.every(({ change: { assign, reassign, unassign, unverified, judge } }) => {
            const isPlain = reassign.length + unassign.length + unverified.length === 0 && judge === undefined;
            return isPlain && assign.every(({ azureResourceId: id }) => findMember(list, id) === undefined);
        })
    );
}
