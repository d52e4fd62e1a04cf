/** Measures two things so many times in turn, each first as often as the other, so that a slow minute strikes both. */
export async function interleaved<T>(
    runs: number,
    ours: () => Promise<T>,
    floor: () => Promise<T>,
): Promise<{ ours: T[]; floor: T[] }> {
    const measured = { ours: [] as T[], floor: [] as T[] };
    for (let run = 0; run < runs; run++) {
        const order = run % 2 === 0 ? (["ours", "floor"] as const) : (["floor", "ours"] as const);
        for (const side of order) {
            measured[side].push(await (side === "ours" ? ours() : floor()));
        }
    }
    return measured;
}
