import type { Clock } from "#provider/core/clock";

/** How an engine hands out work. */
export interface Crew {
    clock: Clock;
    /** How many pieces of work there are. */
    count: number;
    /** How many of them may be under way at once. */
    parallel: number;
    /** How long the engine takes to come to the next one. Default 0. */
    gapInMs?: number;
}

/** Does all pieces of work as a deployment engine does: one after another they become ready, and so many run at once. */
export async function runCrew({ clock, count, parallel, gapInMs = 0 }: Crew, work: (index: number) => Promise<void>) {
    const all: Promise<void>[] = [];
    const underWay = new Set<Promise<void>>();
    for (let index = 0; index < count; index++) {
        if (underWay.size >= parallel) {
            await Promise.race(underWay);
        }
        if (gapInMs > 0) {
            await clock.sleep(gapInMs);
        }
        const piece = work(index).finally(() => underWay.delete(piece));
        underWay.add(piece);
        all.push(piece);
    }
    await Promise.all(all);
}
