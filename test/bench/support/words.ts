/** A duration as a person reads it: `12 ms`, `3.42 s`, `12.3 min`. */
export function duration(ms: number): string {
    if (ms < 1_000) {
        return `${Math.round(ms)} ms`;
    }
    return ms < 120_000 ? `${(ms / 1_000).toFixed(2)} s` : `${(ms / 60_000).toFixed(1)} min`;
}

/** Something that was not measured on the wall but simulated. */
export function simulated(text: string): string {
    return `${text} (simulated)`;
}
