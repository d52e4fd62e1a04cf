import type { Row } from "./figure";
import { type MeasureName, measures } from "./measures/measures";
import type { Bench } from "./support/bench";

/** Runs the measures one after another; one that fails becomes a row without a value, and the others go on. */
export async function runMeasures(bench: Bench, names: readonly MeasureName[]): Promise<Row[]> {
    const rows: Row[] = [];
    for (const name of names) {
        try {
            rows.push(...(await measures[name](bench)));
        } catch (error) {
            process.stderr.write(`${name}: ${error instanceof Error ? error.stack : error}\n`);
            rows.push({ figure: name, value: null, unit: "", target: 0, ok: false, ours: "could not be measured" });
        }
    }
    return rows;
}
