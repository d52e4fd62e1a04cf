import { methodsOf } from "#provider/host/dynamic/methods";
import { ProcessHost } from "#provider/host/processHost";
import { assignmentVerbs } from "#provider/host/verbs";
import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";
import { type CpuCost, cpuCostOf } from "../support/cpu";
import { memberOf, project } from "../support/names";
import { rounded } from "../support/statistics";

/** The cost of each verb. */
type Costs = Record<"check" | "diff" | "create", CpuCost>;

/** What one assignment of many members costs the provider process, by CPU time: what the machine does besides has no say in it. */
export async function measureManyMembers(bench: Bench): Promise<Row[]> {
    Object.assign(process.env, bench.emulator.signIn);
    // Libraries are loaded, and code is compiled, for the first assignment of a process, however small.
    await costsOf(bench, 50, ["resources"]);
    bench.say("one assignment of 2,000 members, and one of 1,000 secret ones");
    const plain = await costsOf(bench, 2_000);
    const secret = await costsOf(bench, 1_000, ["resources"]);
    return [
        rowOf("CPU time of diff, one assignment of 2,000 members", plain.diff.cpuInMs, 50),
        rowOf("CPU time of create, one assignment of 2,000 members", plain.create.cpuInMs, 1_500),
        rowOf("longest block of the event loop, one assignment of 2,000 members", longestOf(plain), 200),
        rowOf("longest block of the event loop, one assignment of 1,000 secret members", longestOf(secret), 200),
    ];
}

async function costsOf({ emulator }: Bench, members: number, secretInputs?: string[]): Promise<Costs> {
    await emulator.reset({ projects: { [project.key]: {} } }, { jobDurationMs: 1_000 });
    const log = { write: () => undefined, flush: async () => undefined };
    const provider = methodsOf(new ProcessHost(() => undefined, { log }), assignmentVerbs);
    const resources = Array.from({ length: members }, (_, index) => memberOf(index));
    const inputs = { endpoint: emulator.url, projectName: project.name, resources, logicalName: "large", secretInputs };
    let checked: Awaited<ReturnType<typeof provider.check>> | undefined;
    let made: Awaited<ReturnType<typeof provider.create>> | undefined;
    const costs = {
        check: await cpuCostOf(async () => {
            checked = await provider.check({}, inputs);
        }),
        create: await cpuCostOf(async () => {
            made = await provider.create(checked?.inputs ?? {});
        }),
        diff: await cpuCostOf(async () => provider.diff(made?.id ?? "", made?.outs ?? {}, checked?.inputs ?? {})),
    };
    if (made?.outs.resources === undefined || checked?.failures.length !== 0) {
        throw new Error("the assignment was not created");
    }
    return costs;
}

function longestOf(costs: Costs): number {
    return Math.max(...Object.values(costs).map(({ longestBlockInMs }) => longestBlockInMs));
}

function rowOf(figure: string, ms: number, target: number): Row {
    return toRow({ figure, value: rounded(ms, 0), unit: "ms", target, ours: `${rounded(ms, 0)} ms` });
}
