const keptForMs = 60 * 60 * 1000;

/** A value and what it was before, so that a stale read can answer what was true some time ago; one hour is remembered. */
export class Timeline<T> {
    private entries: { readonly at: number; readonly value: T }[];

    /** Starts with a value that counts as true since ever. */
    constructor(initial: T) {
        this.entries = [{ at: Number.NEGATIVE_INFINITY, value: initial }];
    }

    /** The newest value. */
    get current(): T {
        return this.entries[this.entries.length - 1]?.value as T;
    }

    /** Sets the value that is true from `at` on. */
    set(at: number, value: T): void {
        this.entries.push({ at, value });
        const forgotten = this.entries.filter((entry) => entry.at < at - keptForMs).length;
        // The last entry of the forgotten time stays: it says what was true when the remembered hour began.
        this.entries.splice(0, Math.max(0, forgotten - 1));
    }

    /** Counts all that was set from another moment on: where a clock is changed, what has happened stays as long ago as it is. */
    shift(byMs: number): void {
        this.entries = this.entries.map(({ at, value }) => ({ at: at + byMs, value }));
    }

    /** Returns the value that was true at that time. */
    at(time: number): T {
        const known = this.entries.filter((entry) => entry.at <= time);
        return (known[known.length - 1] ?? this.entries[0])?.value as T;
    }
}

/** Counts calls by key over a sliding time window and says when one is too many; refused calls do not count. */
export class RateWindow {
    private readonly calls = new Map<string, number[]>();

    constructor(private readonly windowInMs: number) {}

    /** Counts a call and returns 0, or, where the window is full, does not count it and returns how long until it has room. */
    take(key: string, limit: number, now: number): number {
        const recent = (this.calls.get(key) ?? []).filter((at) => at > now - this.windowInMs && at <= now);
        this.calls.set(key, recent);
        if (recent.length < limit) {
            recent.push(now);
            return 0;
        }
        const leaves = recent[recent.length - limit] ?? now;
        return leaves + this.windowInMs - now;
    }

    /** Forgets all calls. */
    clear(): void {
        this.calls.clear();
    }
}
