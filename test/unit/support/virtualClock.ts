import { Readable } from "node:stream";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { Clock } from "#provider/core/clock";

/** So many turns of the event loop without news mean that none are on their way within this process. */
const stillTurns = 12;
/** So many turns without anything on its way mean that nobody is about to send anything over a socket. */
const idleTurns = 3;

/** A request on its way, and when something of it was last seen to move. */
interface Journey {
    turns: number;
    movedAt: number;
}

interface Sleeper {
    at: number;
    wake: () => void;
}

/**
 * A clock on which no time passes but in sleeps: whenever nothing else can run, the sleeper that is due first wakes up. With
 * real sockets it stands still as long as a request is on its way, and goes on as soon as none is, or all of them are stuck. So
 * a hang of 30 s costs some milliseconds, and a slow machine makes nothing time out.
 */
export class VirtualClock implements Clock {
    /**
     * How long, by the wall, a request must not have moved to count as stuck. On a busy machine even loopback takes its time;
     * where requests do get stuck each one costs as much.
     */
    patienceInMs = 1_000;
    private ticking = false;
    private quiet = 0;
    private held = 0;
    private isWatching = false;
    private time: number;
    private readonly asleep = new Set<Sleeper>();
    private readonly journeys = new Set<Journey>();

    constructor(private readonly startedAt: number) {
        this.time = startedAt;
    }

    /** Milliseconds since the clock was made. */
    get elapsedInMs(): number {
        return this.time - this.startedAt;
    }

    /** How many sleeps are under way. */
    get sleepers(): number {
        return this.asleep.size;
    }

    // Both go on in a copy of the clock that has something else of its own.
    now = (): number => this.time;

    sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
        new Promise((resolve, reject) => {
            if (signal?.aborted) {
                reject(signal.reason);
                return;
            }
            const stop = () => {
                this.asleep.delete(sleeper);
                reject(signal?.reason);
            };
            const wake = () => {
                signal?.removeEventListener("abort", stop);
                resolve();
            };
            const sleeper = { at: this.time + Math.max(ms, 0), wake };
            signal?.addEventListener("abort", stop, { once: true });
            this.asleep.add(sleeper);
            this.schedule();
        });

    /** Lets the clock see the requests of a transport. */
    watch(transport: Transport): Transport {
        this.isWatching = true;
        return {
            sendRequest: async (request) => {
                const journey = { turns: 0, movedAt: Date.now() };
                const end = () => this.journeys.delete(journey);
                this.journeys.add(journey);
                try {
                    const response = await transport.sendRequest(request);
                    const body = followed(response.readableStreamBody, journey, end);
                    return { ...response, readableStreamBody: body };
                } catch (error) {
                    end();
                    throw error;
                }
            },
        };
    }

    /** Stands still until a piece of work has ended. */
    async hold<T>(work: Promise<T>): Promise<T> {
        this.held += 1;
        try {
            return await work;
        } finally {
            this.held -= 1;
        }
    }

    private schedule(): void {
        if (!this.ticking && this.asleep.size > 0) {
            this.ticking = true;
            setImmediate(() => this.tick());
        }
    }

    private tick(): void {
        this.ticking = false;
        this.quiet = this.isQuiet() ? this.quiet + 1 : 0;
        if (this.quiet >= (this.isWatching ? idleTurns : 1)) {
            this.quiet = 0;
            this.wakeNext();
        }
        this.schedule();
    }

    private isQuiet(): boolean {
        const before = Date.now() - this.patienceInMs;
        let moving = this.held > 0;
        for (const journey of this.journeys) {
            journey.turns += 1;
            moving ||= journey.turns < stillTurns || journey.movedAt > before;
        }
        return !moving;
    }

    private wakeNext(): void {
        let next: Sleeper | undefined;
        for (const sleeper of this.asleep) {
            next = next === undefined || sleeper.at < next.at ? sleeper : next;
        }
        if (next) {
            this.asleep.delete(next);
            this.time = Math.max(this.time, next.at);
            next.wake();
        }
    }
}

/** Makes such a clock. */
export function virtualClock(startedAt = Date.UTC(2026, 0, 1)): VirtualClock {
    return new VirtualClock(startedAt);
}

/** A body, each piece of which is noted as it arrives; the journey ends with it. */
function followed(body: NodeJS.ReadableStream | undefined, journey: Journey, end: () => void) {
    const move = () => Object.assign(journey, { turns: 0, movedAt: Date.now() });
    move();
    if (!(body instanceof Readable)) {
        end();
        return body;
    }
    const { push } = body;
    body.push = (...args: Parameters<typeof push>) => {
        move();
        return push.apply(body, args);
    };
    return body.once("close", end);
}
