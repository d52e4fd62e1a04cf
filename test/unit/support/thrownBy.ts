/** What some work throws; fails when it throws nothing. */
export function thrownBy(work: () => unknown): unknown {
    try {
        work();
    } catch (error) {
        return error;
    }
    throw new Error("nothing was thrown");
}
