import { ServiceError } from "../core/errors";

/** Of two ways of a request, on which the sources disagree, the one that a service is not asked by first. */
export type OtherWay =
    /** An unassign names its list as older versions did. */
    | "olderUnassign"
    /** A list is not asked for in large pages. */
    | "usualPages";

/** What requests have taught about the ways of one service. */
export class ServiceHabits {
    private readonly taken = new Set<OtherWay>();

    /**
     * Sends a request the first way or, if the service answers 400 to that and not to the other, the other way from then on. Where it
     * answers 400 to both, that was not what it complained of: its first complaint counts. A 400 that had passed by itself may
     * have taught the wrong way: if that is answered 400 in turn, the two change places again.
     */
    async firstOrOther<T>(way: OtherWay, first: () => Promise<T>, other: () => Promise<T>): Promise<T> {
        const isOther = this.taken.has(way);
        const [usual, alternative] = isOther ? [other, first] : [first, other];
        try {
            return await usual();
        } catch (complaint) {
            if (!isBadRequest(complaint)) {
                throw complaint;
            }
            const answer = await alternative().catch((error) => {
                throw isBadRequest(error) ? complaint : error;
            });
            if (isOther) {
                this.taken.delete(way);
            } else {
                this.taken.add(way);
            }
            return answer;
        }
    }
}

function isBadRequest(error: unknown): boolean {
    return error instanceof ServiceError && error.statusCode === 400;
}
