import fc from "fast-check";
import { playSequence } from "./playSequence";
import { sequenceArbitrary } from "./support/arbitraries";

async function main() {
    const seed = Number(process.env.SEED ?? Date.now() & 0x7fffffff);
    const t = Date.now();
    const numRuns = Number(process.env.RUNS ?? 100);
    const result = await fc.check(fc.asyncProperty(sequenceArbitrary, playSequence), {
        seed,
        numRuns,
        path: process.env.PTH,
        endOnFailure: process.env.NOSHRINK === "1",
    });
    console.log(
        "seed",
        seed,
        "runs",
        result.numRuns,
        "shrinks",
        result.numShrinks,
        Date.now() - t,
        "ms",
        result.failed ? `FAILED path ${result.counterexamplePath}` : "ok",
    );
    if (result.failed) {
        const { environment: e, slots } = result.counterexample![0];
        console.log(
            JSON.stringify(e),
            JSON.stringify(slots.assignments.filter((x) => x.present)),
            JSON.stringify(slots.bindings.filter((x) => x.present)),
        );
        console.log(JSON.stringify(result.counterexample![0].actions));
        console.log((result.errorInstance as Error)?.message);
    }
}
void main();
