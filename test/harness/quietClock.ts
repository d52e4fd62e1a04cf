import { PassThrough, pipeline } from "node:stream";
import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { Clock } from "#provider/polling/clock";

/** Longer than the emulator takes to break a connection. */
const stillInMs = 14;
/** So many turns of the event loop without news mean that none are on their way within this process. */
const stillTurns = 12;
const idleTurns = 3;

/** A clock for tests with real sockets, on which no time passes while anything moves. */
export interface QuietClock extends Clock {
    /** Milliseconds since the clock was made. */
    readonly elapsedInMs: number;
    /** Lets the clock see the requests of a transport. */
    watch(transport: Transport): Transport;
    /** Stands still until a piece of work has ended. */
    hold<T>(work: Promise<T>): Promise<T>;
}

/** A request on its way, and when something of it was last seen to move. */
interface Journey {
    turns: number;
    movedAt: number;
}

/**
 * Makes a clock that stands still as long as a request is on its way, and jumps to the next sleeper as soon as none is, or
 * all of them are stuck: so a hang of 30 s costs some milliseconds, and a slow machine makes nothing time out.
 */
export function quietClock(startedAt = Date.UTC(2026, 0, 1)): QuietClock {
    let now = startedAt;
    let ticking = false;
    let quiet = 0;
    let held = 0;
    const sleepers = new Set<{ at: number; wake: () => void }>();
    const journeys = new Set<Journey>();

    const tick = () => {
        ticking = false;
        quiet = held === 0 && isQuiet(journeys) ? quiet + 1 : 0;
        if (quiet >= idleTurns) {
            quiet = 0;
            const next = earliest(sleepers);
            if (next) {
                sleepers.delete(next);
                now = Math.max(now, next.at);
                next.wake();
            }
        }
        schedule();
    };
    const schedule = () => {
        if (!ticking && sleepers.size > 0) {
            ticking = true;
            setImmediate(tick);
        }
    };
    return {
        now: () => now,
        get elapsedInMs() {
            return now - startedAt;
        },
        sleep: (ms, signal) =>
            new Promise((resolve, reject) => {
                if (signal?.aborted) {
                    reject(signal.reason);
                    return;
                }
                const stop = () => {
                    sleepers.delete(sleeper);
                    reject(signal?.reason);
                };
                const wake = () => {
                    signal?.removeEventListener("abort", stop);
                    resolve();
                };
                const sleeper = { at: now + Math.max(ms, 0), wake };
                signal?.addEventListener("abort", stop, { once: true });
                sleepers.add(sleeper);
                schedule();
            }),
        watch: (transport) => watched(transport, journeys),
        async hold(work) {
            held += 1;
            try {
                return await work;
            } finally {
                held -= 1;
            }
        },
    };
}

function isQuiet(journeys: ReadonlySet<Journey>): boolean {
    const before = Date.now() - stillInMs;
    let moving = false;
    for (const journey of journeys) {
        journey.turns += 1;
        moving ||= journey.turns < stillTurns || journey.movedAt > before;
    }
    return !moving;
}

function earliest<T extends { at: number }>(sleepers: ReadonlySet<T>): T | undefined {
    let first: T | undefined;
    for (const sleeper of sleepers) {
        first = first === undefined || sleeper.at < first.at ? sleeper : first;
    }
    return first;
}

function watched(transport: Transport, journeys: Set<Journey>): Transport {
    return {
        async sendRequest(request) {
            const journey = { turns: 0, movedAt: Date.now() };
            const move = () => Object.assign(journey, { turns: 0, movedAt: Date.now() });
            const end = () => journeys.delete(journey);
            journeys.add(journey);
            try {
                const response = await transport.sendRequest(request);
                move();
                const { readableStreamBody: body } = response;
                if (!body) {
                    end();
                    return response;
                }
                const passed = new PassThrough();
                body.on("data", move);
                pipeline(body, passed, end);
                return { ...response, readableStreamBody: passed };
            } catch (error) {
                end();
                throw error;
            }
        },
    };
}
