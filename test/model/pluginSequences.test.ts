import { playRandomSequences, usualSeed } from "./randomSequences";
import { tell } from "./support/tally";

// Others than those of the dynamic providers: what both front ends share is tried by both.
const seed = Number(process.env.MODEL_SEED ?? usualSeed) + 500;
const runs = 60;

describe("random sequences through the plugin", () => {
    it(`keep every rule, and converge when all is well again (${runs}, MODEL_SEED=${seed - 500})`, async () => {
        const tally = await playRandomSequences({ runs, seed, frontEnd: "plugin" });
        console.log(`      seed ${seed}: ${tell(tally)}`);
    }).timeout(600_000);
});
