import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";
import { duration } from "../support/words";

const count = 200;

/** How many HTTP requests, those for tokens among them, it takes to bind 200 devices. */
export async function measureDeviceRequests(bench: Bench): Promise<Row[]> {
    const costs: { requests: number; durationInMs: number }[] = [];
    for (let run = 0; run < bench.runs; run++) {
        bench.say(`up of ${count} bindings, --parallel ${count}`);
        costs.push(await bench.withStack({ program: "bindings", count }, (s) => s.run("up", { parallel: count })));
    }
    bench.say(`up of ${count} no-ops, --parallel ${count}`);
    const plan = { program: "noop", shape: "bindings", count } as const;
    const floor = await bench.withStack(plan, (stack) => stack.run("up", { parallel: count }));
    const worst = costs.reduce((most, cost) => (cost.requests > most.requests ? cost : most));
    return [
        toRow({
            figure: `HTTP requests to bind ${count} devices, --parallel ${count}`,
            value: worst.requests,
            unit: "requests",
            target: 60,
            ours: `${worst.requests} in ${duration(worst.durationInMs)}`,
            floor: duration(floor.durationInMs),
            today: `${count + 1} (assign alone, without a look before or after)`,
        }),
    ];
}
