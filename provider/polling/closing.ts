import { setMaxListeners } from "node:events";

/** The early end of all work of a process, once it is asked to stop: every deadline comes then at the latest. */
export class Closing {
    private readonly begun = new AbortController();
    private endsAt = Number.POSITIVE_INFINITY;

    constructor() {
        // Whoever sleeps listens to it.
        setMaxListeners(0, this.begun.signal);
    }

    /** By when everything must have ended, in milliseconds since the epoch; infinity as long as nobody asks to stop. */
    get at(): number {
        return this.endsAt;
    }

    /** Aborted when it begins. */
    get signal(): AbortSignal {
        return this.begun.signal;
    }

    /** Asks everything to end by a moment; only the first time counts. */
    begin(at: number): void {
        if (!this.begun.signal.aborted) {
            this.endsAt = at;
            this.begun.abort("closing");
        }
    }
}
