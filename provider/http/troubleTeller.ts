import type { Clock } from "../polling/clock";

/** Trouble that is over sooner is not worth a line. */
const worthALineInMs = 15_000;
/** So long after a line the next one comes. */
const betweenLinesInMs = 60_000;

/** Says what keeps something from success, when that takes long: one line now and then. */
export class TroubleTeller {
    private toldAt = Number.NEGATIVE_INFINITY;

    constructor(
        private readonly clock: Clock,
        /** Says one line to the person who waits. Default: nobody hears. */
        private readonly say?: (line: string) => void,
    ) {}

    /** Notes trouble that lasts since then and for so long at least; `action` begins the sentence. */
    note(action: string, problem: string, since: number, waitInMs: number): void {
        const now = this.clock.now();
        if (now + waitInMs - since >= worthALineInMs && now - this.toldAt >= betweenLinesInMs) {
            this.toldAt = now;
            this.say?.(`${action} does not succeed yet: ${problem}; it is tried again`);
        }
    }
}
