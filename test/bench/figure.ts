/** One line of the table: something to reach, and what was measured. Every target is the most that is allowed. */
export interface Figure {
    /** What is measured. */
    figure: string;
    /** What was measured; null when measuring failed. */
    value: number | null;
    /** What the value counts. */
    unit: string;
    /** The most that the value may be. */
    target: number;
    /** Whether the target is met. */
    ok: boolean;
}

/** A figure with what it is to be seen beside. */
export interface Row extends Figure {
    /** What the value comes from, in words. */
    ours: string;
    /** What it is measured over: the same of the no-ops, unless the words say otherwise. */
    floor?: string;
    /** The same of one job for each resource, polled every 30 s. */
    today?: string;
}

/** Makes a row, and says whether it meets its target. */
export function toRow(row: Omit<Row, "ok">): Row {
    return { ...row, ok: row.value !== null && row.value <= row.target };
}
