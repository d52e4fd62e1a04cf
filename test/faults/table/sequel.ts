import type { Harness } from "../../harness/harness";
import { failuresOf } from "../../harness/runReport";
import { held, initiallyHeld, reached } from "../support/holdings";
import type { SpiedBench } from "../support/spiedBench";
import type { Verb } from "./verbs";

/**
 * Without the fault, up reaches what is declared, up again does nothing, and destroy leaves what was there before; answers what
 * is not so. In a time that only sleeps take, the same end of a cell has the same sequel, which is played once.
 */
export async function sequelOf(bench: SpiedBench, harness: Harness, verb: Verb): Promise<readonly string[]> {
    const { emulator, spy, sequels } = bench;
    await emulator.listenAgain();
    bench.travel("direct");
    emulator.setFaults([]);
    emulator.setOptions({ jobDurationMs: 0, tokenLifetimeMs: 86_400_000 });
    const end = describeEnd(bench, harness, verb);
    const known = sequels.get(end);
    if (known) {
        return known;
    }
    const before = spy.doubleWork.length;
    const problems = await play(bench, harness, verb);
    // What is asked for twice may be forgiven, so it is never taken for granted.
    if (spy.doubleWork.length === before) {
        sequels.set(end, problems);
    }
    return problems;
}

async function play(bench: SpiedBench, harness: Harness, verb: Verb): Promise<string[]> {
    const { spy } = bench;
    spy.begin();
    // A delete that fails keeps no account of what it did.
    const refresh = verb.name === "delete" ? failuresOf(await harness.refresh()) : [];
    const up = await harness.up(verb.declared);
    const missed = reached(bench, verb.declared);
    spy.begin();
    const again = await harness.up(verb.declared);
    const idle = again.steps.every(({ op }) => op === "same") && spy.posts === 0;
    const destroy = await harness.destroy();
    return [
        ...refresh.map((failure) => `refresh: ${failure}`),
        ...failuresOf(up).map((failure) => `the next up: ${failure}`),
        ...missed.map((what) => `after the next up: ${what}`),
        ...(idle ? [] : [`a second up was not idle: ${JSON.stringify(again.steps)}`]),
        ...failuresOf(destroy).map((failure) => `destroy: ${failure}`),
        ...(held(bench) === initiallyHeld ? [] : [`destroy left ${held(bench)}`]),
    ];
}

/** What is told of a job or an ownership, and not judged by when it is long over. */
const dates = ["createdDateTime", "lastUpdatedDateTime", "ownedSince"];

/** All that a sequel can depend on: the verb, the state, and what the services hold. Ids of jobs have no meaning but which is which. */
function describeEnd({ emulator, clock }: SpiedBench, { state }: Harness, { name, declared }: Verb): string {
    const { projects, devices, jobs } = emulator.state();
    const remembered = JSON.stringify(state, (key, value) => {
        const isTold = dates.includes(key);
        return isTold ? undefined : key === "initErrors" ? value?.length > 0 : value;
    });
    const told = jobs
        .filter(({ jobId, endedAt }) => endedAt === null || remembered.includes(jobId))
        .map(({ jobId, kind, project, resources, status }) => ({ jobId, kind, project, resources, status }));
    const text = JSON.stringify({ name, declared, remembered, projects, devices, told });
    const ages = text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (date) => `${clock.now() - Date.parse(date)} ms ago`);
    const ids = jobs.map(({ jobId }) => jobId).filter((jobId) => ages.includes(jobId));
    return ids.reduce((left, jobId, index) => left.replaceAll(jobId, `job ${index}`), ages);
}
