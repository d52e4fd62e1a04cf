import type { Clock } from "#provider/core/clock";
import type { Harness, RunOptions } from "../../harness/harness";
import type { MemoryEmulator } from "../../harness/memoryEmulator";
import type { ProviderProcess } from "../../harness/providerProcess";
import type { RunReport } from "../../harness/runReport";
import { type Declared, namesOfPlaces } from "../owned/declared";
import { isSecondLie } from "../owned/isSecondLie";
import type { Deed, RunPlan } from "../sequence/actions";
import type { Environment } from "../world/environment";
import { seededRandom } from "../world/seededRandom";
import type { Operation } from "./runRecord";

/** Longer than the emulator takes to get a request. */
const longestOnTheWayInMs = 50;

/** What a run happens in. */
export interface Stage {
    readonly clock: Clock;
    readonly emulator: MemoryEmulator;
    readonly harness: Harness;
    readonly environment: Environment;
    readonly declared: Declared;
}

/** Runs an operation of the stack, with all that befalls it. */
export async function performRun(
    stage: Stage,
    operation: Operation,
    plan: RunPlan,
    meanwhile: (deed: Deed) => void,
): Promise<RunReport> {
    const { emulator, environment, clock } = stage;
    emulator.setFaults(plan.faults.filter((fault) => !isSecondLie(fault, environment)));
    const over = new AbortController();
    const later = (afterInMs: number, work: () => void) => {
        clock.sleep(afterInMs, over.signal).then(work, () => undefined);
    };
    if (plan.meanwhile) {
        const { afterInMs, deed } = plan.meanwhile;
        later(afterInMs, () => meanwhile(deed));
    }
    const report = await start(stage, operation, optionsOf(plan, later));
    over.abort();
    // What a process that died, or gave up, had sent already is of this run, too.
    const lateInMs = report.ok ? 0 : Math.max(0, ...plan.faults.map(({ action }) => action.delayMs ?? 0));
    await clock.sleep(longestOnTheWayInMs + lateInMs);
    emulator.setFaults([]);
    return report;
}

function optionsOf(plan: RunPlan, later: (afterInMs: number, work: () => void) => void): RunOptions {
    const { parallel, order, crash, goneAfterInMs, continueOnError, leftOut = 0 } = plan;
    const onProcess = (process: ProviderProcess) => {
        if (goneAfterInMs !== undefined) {
            later(goneAfterInMs, () => {
                process.abandon();
                // Whatever the provider still answers, an engine that is gone records nothing of it.
                process.kill();
            });
        }
    };
    return {
        parallel,
        order: order === undefined ? undefined : seededRandom(order),
        crash,
        continueOnError,
        leftOut: namesOfPlaces(leftOut),
        onProcess,
    };
}

function start({ harness, declared }: Stage, operation: Operation, options: RunOptions): Promise<RunReport> {
    switch (operation) {
        case "up":
            return harness.up(declared.program, options);
        case "preview":
            return harness.preview(declared.program, options);
        case "refresh":
            return harness.refresh(options);
        case "destroy":
            return harness.destroy(options);
    }
}
