/** Writes a duration as a person reads it: `0.4 s`, `12 s`, `3 m 5 s`. */
export function formatElapsed(durationInMs: number): string {
    if (durationInMs < 10_000) {
        return `${(durationInMs / 1000).toFixed(1)} s`;
    }
    const seconds = Math.round(durationInMs / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}
