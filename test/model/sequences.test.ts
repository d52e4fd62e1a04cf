import { tell } from "./player/tally";
import { playRandomSequences, usualSeed } from "./randomSequences";

// A change is judged by sequences that stay the same; `MODEL_SEED` and `npm run soak` play others.
const seed = Number(process.env.MODEL_SEED ?? usualSeed);
const groups = 3;
const inGroup = 100;

describe("random sequences of ups, changes, refreshes, outside changes, destroys, faults and crashes", function () {
    this.timeout(600_000);

    for (let group = 0; group < groups; group++) {
        it(`keep every rule, and converge when all is well again (${inGroup}, MODEL_SEED=${seed}, group ${group + 1})`, async () => {
            const tally = await playRandomSequences({ runs: inGroup, seed: seed + group });
            console.log(`      seed ${seed + group}: ${tell(tally)}`);
        });
    }
});
