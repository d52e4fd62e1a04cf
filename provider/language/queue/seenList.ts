import { type AssignedResource, findMember } from "../members";
import type { QueuedRequest } from "./queuedRequest";

/** A list, and when it was asked for. */
export interface SeenList {
    list: AssignedResource[];
    at: number;
}

/** A batch may begin with a list that is no older than this. */
const freshInMs = 15_000;
/** A batch of so many requests is part of a burst, in which requests to the service count. */
export const burstInRequests = 20;

/**
 * Whether a batch may begin with the list that the one before ended with, if that has not grown since: in a burst, where a long list of
 * many pages, read anew for each batch, would cost more than all the rest. It must be fresh, and nothing may be taken from it but
 * that members have yet to be assigned. What is there already, what is to go, and what is judged takes a look of its own.
 */
export function isGoodStart({ list, at }: SeenList, requests: readonly QueuedRequest[], now: number): boolean {
    return (
        requests.length >= burstInRequests &&
        now - at <= freshInMs &&
        requests.every(({ change: { assign, reassign, unassign, unverified, judge } }) => {
            const isPlain = reassign.length + unassign.length + unverified.length === 0 && judge === undefined;
            return isPlain && assign.every(({ azureResourceId: id }) => findMember(list, id) === undefined);
        })
    );
}
