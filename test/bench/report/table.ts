import type { Row } from "../figure";

/** The heads of the columns. */
export const heads = ["figure", "value", "at most", "", "ours", "floor", "one job each, 30 s polls"] as const;

/** A row's cells, as text. */
export function cellsOf(row: Row): string[] {
    const value = row.value === null ? "failed" : `${row.value} ${row.unit}`;
    return [row.figure, value, `${row.target}`, row.ok ? "ok" : "MISSED", row.ours, row.floor ?? "", row.today ?? ""];
}

/** The table for a terminal: a line for each figure, and under it what it is to be seen beside. */
export function renderTable(rows: readonly Row[]): string {
    const lines = rows.map((row) => {
        const [figure = "", value = "", target = "", verdict = "", ...beside] = cellsOf(row);
        const [ours = "", floor = "", today = ""] = beside;
        const told = [
            `ours: ${ours}`,
            floor && `floor: ${floor}`,
            today && `one job each with 30 s polls: ${today}`,
        ].filter(Boolean);
        return `${verdict.padEnd(7)}${figure}: ${value} (at most ${target})\n       ${told.join("; ")}`;
    });
    return `${lines.join("\n")}\n`;
}
