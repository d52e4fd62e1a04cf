/** All orders of a list. */
export function permutations<T>(items: readonly T[]): T[][] {
    if (items.length < 2) {
        return [[...items]];
    }
    return items.flatMap((first, index) => {
        const rest = items.filter((_, other) => other !== index);
        return permutations(rest).map((order) => [first, ...order]);
    });
}
