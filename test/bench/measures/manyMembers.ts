import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { methodsOf } from "#provider/host/dynamic/methods";
import { ProcessHost } from "#provider/host/processHost";
import { assignmentVerbs } from "#provider/host/verbs";
import { type Row, toRow } from "../figure";
import type { Bench } from "../support/bench";
import { type CpuCost, cpuCostOf, cpuInMs } from "../support/cpu";
import { memberOf, project } from "../support/names";
import { median, rounded } from "../support/statistics";
import { duration } from "../support/words";

/** The cost of each verb. */
type Costs = Record<"check" | "diff" | "create", CpuCost>;

/** The costs of one assignment's life, and the floor that they are measured over. */
interface Life {
    costs: Costs;
    /** CPU time of passing the state on once. */
    floorInMs: number;
}

/** How often a state is passed on: the first times it is compiled. */
const rounds = 15;

/**
 * What one assignment of many members costs the provider process, by CPU time: what the machine does besides has no say in it, and how
 * quick it is has little, since it is told over what Pulumi itself needs to pass the same state on.
 */
export async function measureManyMembers(bench: Bench): Promise<Row[]> {
    Object.assign(process.env, bench.emulator.signIn);
    // Libraries are loaded, and code is compiled, for the first assignment of a process, however small.
    await liveOnce(bench, 50, ["resources"]);
    const [plain, secret]: [Life[], Life[]] = [[], []];
    for (let run = 0; run < bench.runs; run++) {
        bench.say("one assignment of 2,000 members, and one of 1,000 secret ones");
        plain.push(await liveOnce(bench, 2_000));
        secret.push(await liveOnce(bench, 1_000, ["resources"]));
    }
    // On a quiet machine a state of 2,000 members is passed on in some 45 ms.
    return [
        rowOf("CPU time of diff, one assignment of 2,000 members", plain, ({ diff }) => diff.cpuInMs, 1),
        rowOf("CPU time of create, one assignment of 2,000 members", plain, ({ create }) => create.cpuInMs, 10),
        rowOf("longest block of the event loop, one assignment of 2,000 members", plain, longestOf, 2.5),
        rowOf("longest block of the event loop, one assignment of 1,000 secret members", secret, longestOf, 5),
    ];
}

async function liveOnce({ emulator }: Bench, members: number, secretInputs?: string[]): Promise<Life> {
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
    return { costs, floorInMs: passingOn(made.outs) };
}

/** CPU time that Pulumi's own process needs to take a state out of a call and to put it into an answer, once. */
function passingOn(state: object): number {
    const plain = JSON.parse(JSON.stringify(state));
    const times = Array.from({ length: rounds }, () => {
        const start = process.cpuUsage();
        Struct.deserializeBinary(Struct.fromJavaScript(plain).serializeBinary()).toJavaScript();
        return cpuInMs(start);
    });
    return median(times);
}

function longestOf(costs: Costs): number {
    return Math.max(...Object.values(costs).map(({ longestBlockInMs }) => longestBlockInMs));
}

function rowOf(figure: string, lives: readonly Life[], costOf: (costs: Costs) => number, target: number): Row {
    const ms = median(lives.map(({ costs }) => costOf(costs)));
    const floorInMs = median(lives.map((life) => life.floorInMs));
    return toRow({
        figure: `${figure}, over passing its state on once`,
        value: rounded(ms / floorInMs, 2),
        unit: "ratio",
        target,
        ours: duration(ms),
        floor: `${rounded(floorInMs, 1)} ms (passing it on)`,
    });
}
