import { parseArgs } from "node:util";
import { frontEndNames } from "../harness/frontEnds/frontEnds";
import { freshSeed, playRandomSequences } from "./randomSequences";
import { tell } from "./support/tally";

const atOnce = 100;

/*
 * node test/dist/model/soak.js [--runs 1000] [--seed S] [--path P] [--front plugin]
 * Plays random sequences, a hundred from each seed; ends with code 1, and the way to play it again, at the first that breaks a rule.
 */
async function main(): Promise<void> {
    const { values } = parseArgs({
        options: {
            runs: { type: "string", default: "1000" },
            seed: { type: "string" },
            path: { type: "string" },
            front: { type: "string", default: "dynamic" },
        },
    });
    const first = Number(values.seed ?? freshSeed());
    const runs = values.path === undefined ? Number(values.runs) : 1;
    const frontEnd = frontEndNames.find((name) => name === values.front);
    if (!frontEnd) {
        throw new Error(`--front takes ${frontEndNames.join(" or ")}`);
    }
    if (!Number.isInteger(first) || !Number.isInteger(runs)) {
        throw new Error("--seed and --runs take whole numbers");
    }
    for (let done = 0, seed = first; done < runs; done += atOnce, seed++) {
        const some = { runs: Math.min(atOnce, runs - done), seed, path: values.path };
        const tally = await playRandomSequences({ ...some, frontEnd });
        console.log(`seed ${seed}: ${tell(tally)}`);
    }
}

main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
});
