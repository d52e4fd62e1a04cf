/** The items whose bit is set. */
export function subset<T>(items: readonly T[], bits: number): T[] {
    return items.filter((_, bit) => (bits & (1 << bit)) !== 0);
}
