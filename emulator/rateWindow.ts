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
