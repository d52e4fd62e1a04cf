import { chooseEngine } from "../engine/chooseEngine";
import type { Engine } from "../engine/engine";
import { type BenchArguments, parseBenchArguments, usage } from "./benchArguments";
import { measureGrowth } from "./growth/measureGrowth";
import { renderTable } from "./report/table";
import { writeDocs } from "./report/writeDocs";
import { runMeasures } from "./runMeasures";
import { Bench } from "./support/bench";
import { EmulatorProcess } from "./support/emulatorProcess";

async function main(): Promise<void> {
    const { args, engine } = await prepare();
    const say = (line: string) => void (args.json || process.stderr.write(`  ${line}\n`));
    say(`on ${engine.description}`);
    const emulator = await EmulatorProcess.start();
    try {
        await measure(args, new Bench(engine, emulator, args.runs, say));
    } finally {
        await emulator.stop();
    }
}

/** What is asked for, and the engine to do it on; a process that is asked for what cannot be done ends here. */
async function prepare(): Promise<{ args: BenchArguments; engine: Engine }> {
    try {
        const args = parseBenchArguments(process.argv.slice(2));
        return { args, engine: await chooseEngine(args.engine) };
    } catch (error) {
        process.stderr.write(`${error instanceof Error ? error.message : error}\n${usage}\n`);
        process.exit(2);
    }
}

async function measure({ json, docs, only }: BenchArguments, bench: Bench): Promise<void> {
    const rows = await runMeasures(bench, only);
    const figures = rows.map(({ figure, value, unit, target, ok }) => ({ figure, value, unit, target, ok }));
    process.stdout.write(json ? `${JSON.stringify(figures, undefined, 4)}\n` : renderTable(rows));
    if (docs) {
        const growth = await measureGrowth(bench);
        await writeDocs({ engine: nameOf(bench.engine), rows, growth });
    }
}

function nameOf({ name, version }: Engine): string {
    return name === "pulumi" ? `Pulumi ${version}` : "the test engine, which stands in for Pulumi";
}

void main();
