import { type AssignedResource, findMember } from "../members";
import type { QueuedRequest } from "./queuedRequest";

/** A list, and when it was asked for. */
export interface SeenList {
    list: AssignedResource[];
    at: number;
}

/** A batch may begin with a list that is no older than this. */
const freshInMs = 15_000;
/** Only a batch of so many requests does: a long list of many pages, read anew for each batch of a burst, is what costs. */
const leastRequests = 20;

/**
 * Whether a batch may begin with the list that the one before ended with: in a large burst, whose long list would cost more
 * than all the rest. It must be fresh, and nothing may be taken from it but that members have yet to be assigned. Should one
 * have come to be assigned meanwhile, a refused job looks again. What is there already, what is to go, and what is judged takes a
 * look of its own.
 */
export function isGoodStart({ list, at }: SeenList, requests: readonly QueuedRequest[], now: number): boolean {
    return (
        requests.length >= leastRequests &&
        now - at <= freshInMs &&
        requests.every(({ change: { assign, reassign, unassign, unverified, judge } }) => {
            const isPlain = reassign.length + unassign.length + unverified.length === 0 && judge === undefined;
            return isPlain && assign.every(({ azureResourceId: id }) => findMember(list, id) === undefined);
        })
    );
}
