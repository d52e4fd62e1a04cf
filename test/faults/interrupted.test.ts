import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { expect } from "chai";
import { createHarness, type Harness } from "../harness/harness";
import type { ProviderProcess } from "../harness/providerProcess";
import { failuresOf, type RunReport } from "../harness/runReport";
import type { Program } from "../harness/stackState";
import { type MemoryBench, memoryBench } from "./support/memoryBench";
import { assignmentProgram, bindingProgram, deviceId, initialSeed, member } from "./support/programs";

const jobDurationMs = 60_000;
/** The service's strictest answers: nothing may be assigned or unassigned twice. */
const strict = { assignExisting: "fail", unassignMissing: "fail" } as const;
const longestStopInMs = 6_000;

/** A stack whose engine is asked to stop when the request with some number is about to be sent. */
interface Interrupted {
    bench: MemoryBench;
    harness: Harness;
    /** Runs with the interruption; tells how long it went on after it, or undefined where so many were never sent. */
    run(
        number: number,
        operation: (run: Parameters<Harness["up"]>[1]) => Promise<RunReport>,
    ): Promise<number | undefined>;
}

function interrupted(): Interrupted {
    const bench = memoryBench(initialSeed, strict);
    let process: ProviderProcess | undefined;
    let left = Number.POSITIVE_INFINITY;
    let stoppedAt: number | undefined;
    const transport: Transport = {
        sendRequest(request) {
            if (left-- === 0) {
                stoppedAt = bench.clock.now();
                process?.interrupt();
            }
            return bench.service.transport.sendRequest(request);
        },
    };
    const harness = createHarness({ service: { ...bench.service, transport }, clock: bench.clock });
    return {
        bench,
        harness,
        async run(number, operation) {
            [left, stoppedAt] = [number, undefined];
            await operation({
                onProcess: (started) => {
                    process = started;
                },
            });
            left = Number.POSITIVE_INFINITY;
            return stoppedAt === undefined ? undefined : bench.clock.now() - stoppedAt;
        },
    };
}

const verbs = ["create", "update", "delete"] as const;
let interruptions = 0;

describe("operations that are asked to stop, at each request", () => {
    after(() => console.log(`      interruptions tried and converged from: ${interruptions}`));

    for (const verb of verbs) {
        it(`${verb}: ends within seconds, and the next run goes on without doing anything twice`, async () => {
            let number = 0;
            while (await interruptAt(verb, number)) {
                number += 1;
            }
            interruptions += number;
            expect(number, "requests at which it was interrupted").to.be.at.least(5);
        }).timeout(60_000);
    }
});

/** Interrupts at one request, goes on, and checks; false when there is no such request. */
async function interruptAt(verb: (typeof verbs)[number], number: number): Promise<boolean> {
    const { bench, harness, run } = interrupted();
    const { url } = bench.service;
    const programOf = (upn: string, ...names: string[]): Program => ({
        ...assignmentProgram(
            url,
            names.map((name) => member(name)),
            { timeouts: undefined },
        ),
        ...bindingProgram(url, [upn], { timeouts: undefined }),
    });
    const first = programOf("a@b.example", "one", "two");
    const wanted = verb === "update" ? programOf("c@b.example", "two", "three") : first;
    if (verb !== "create") {
        expect(failuresOf(await harness.up(first))).to.deep.equal([]);
    }
    bench.service.setOptions({ jobDurationMs });
    const stoppedAfterInMs = await run(number, (options) =>
        verb === "delete" ? harness.destroy(options) : harness.up(wanted, options),
    );
    await bench.clock.sleep(jobDurationMs);
    bench.service.setOptions({ jobDurationMs: 0 });
    const where = `${verb}, interrupted at request ${number}`;
    if (stoppedAfterInMs !== undefined) {
        expect(stoppedAfterInMs, where).to.be.at.most(longestStopInMs);
    }
    if (verb !== "delete") {
        expect(failuresOf(await harness.up(wanted)), where).to.deep.equal([]);
        const [upn, ...names] = verb === "update" ? ["c@b.example", "three", "two"] : ["a@b.example", "one", "two"];
        expect(
            bench.members().filter((name) => !name.startsWith("alien")),
            where,
        ).to.deep.equal(names);
        expect(bench.account(deviceId(0)), where).to.equal(upn);
    }
    expect(failuresOf(await harness.destroy()), where).to.deep.equal([]);
    expect(bench.members(), where).to.deep.equal(["alien1", "alien2", "alien3", "alien4"]);
    expect(bench.account(deviceId(0)), where).to.equal(undefined);
    expect(harness.state.resources, where).to.deep.equal({});
    const failedJobs = bench.service.state().jobs.filter(({ status }) => status !== "succeeded");
    expect(failedJobs, `${where}: jobs that asked for what was so already`).to.deep.equal([]);
    return stoppedAfterInMs !== undefined;
}
