/** The middle value; of an even number of values the lower one of the two in the middle. */
export function median(values: readonly number[]): number {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted[Math.floor((sorted.length - 1) / 2)];
    if (middle === undefined) {
        throw new RangeError("the median of nothing");
    }
    return middle;
}

/** The value with so many digits after the point, as a number. */
export function rounded(value: number, digits: number): number {
    return Number(value.toFixed(digits));
}
