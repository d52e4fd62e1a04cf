import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";

/** The most token requests for one scope that one provider process made in everything that was measured before. */
export async function measureTokens(bench: Bench): Promise<Row[]> {
    if (bench.mostTokens === 0) {
        bench.say("up of 20 bindings");
        await bench.withStack({ program: "bindings", count: 20 }, (stack) => stack.run("up"));
    }
    return [
        toRow({
            figure: "token requests per scope and process, the most of any operation",
            value: bench.mostTokens,
            unit: "requests",
            target: 1,
            ours: `${bench.mostTokens}`,
        }),
    ];
}
