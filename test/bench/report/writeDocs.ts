import { readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Row } from "../figure";
import type { GrowthPoint } from "../growth/measureGrowth";
import { plotGrowth, tableOfGrowth } from "./growthReport";
import { markdownTable } from "./markdownTable";
import { cellsOf, heads } from "./table";

const docs = path.resolve(__dirname, "..", "..", "..", "..", "docs");
const marks = { begin: "<!-- bench:begin -->", end: "<!-- bench:end -->" };

/** What goes into the documentation. */
export interface Report {
    /** Name and version of the engine that it was measured on. */
    engine: string;
    rows: readonly Row[];
    growth: readonly GrowthPoint[];
}

/** Writes the plot, and the tables between the marks of `docs/performance.md`; the words around them are kept by hand. */
export async function writeDocs(report: Report): Promise<void> {
    const file = path.join(docs, "performance.md");
    const text = await readFile(file, "utf8");
    const from = text.indexOf(marks.begin);
    const to = text.indexOf(marks.end);
    if (from < 0 || to < from) {
        throw new Error(`${file} lacks the marks ${marks.begin} and ${marks.end}.`);
    }
    const head = text.slice(0, from + marks.begin.length);
    await writeFile(file, `${head}\n${render(report)}\n${text.slice(to)}`);
    await writeFile(path.join(docs, "performance.svg"), plotGrowth(report.growth));
}

function render({ engine, rows, growth }: Report): string {
    const machine = `Node.js ${process.versions.node}, ${os.availableParallelism()} processors`;
    return [
        `Measured on ${new Date().toISOString().slice(0, 10)} with ${engine}, ${machine}.`,
        markdownTable(heads, rows.map(cellsOf)),
        "### Growth",
        "![Wall time and HTTP requests of up against the number of assignments](performance.svg)",
        tableOfGrowth(growth),
    ].join("\n\n");
}
