import type { EmulatorSeed } from "#emulator/state/emulatorState";
import type { Harness } from "../../harness/harness";
import { failuresOf, type RunReport } from "../../harness/runReport";
import type { StackState } from "../../harness/stackState";
import { type FaultKind, lasts } from "../kinds/faultKind";
import { forgotten } from "../support/holdings";
import { initialSeed, timeout } from "../support/programs";
import type { SpiedBench } from "../support/spiedBench";
import type { Outcome } from "./expectation";
import { messageProblems } from "./messageProblems";
import { sequelOf } from "./sequel";
import type { Site } from "./sites";
import { runVerb, type Verb } from "./verbs";

/** How long the services are out of reach when a connection is refused. */
const outageInMs = 5_000;
/** How long a verb may take: longer than any `Retry-After` is heeded; the look at what a preview tells of; and a moment to say that time is up. */
const longInMs = 600_000;
const graceInMs = 10_000 + 5_000;
/** How long to wait, by the wall, before a request is taken for stuck: where some are meant to be, each costs as much. */
const hangInMs = 25;
const otherwiseInMs = 2_000;

/** One cell of the table: this fault strikes this call site during this verb. */
export interface Cell {
    verb: Verb;
    site: Site;
    fault: FaultKind;
    expected: Outcome;
    /** Brings the stack to where it begins; by default it begins at a starting point that was kept. */
    prepare?: (harness: Harness, verb: Verb) => Promise<void>;
    /** Whether the verb must work on what the list does not show, since nobody knows what a lost job may yet do. */
    inDoubt?: boolean;
}

/** Where a verb begins: what the stack remembers, and what the services hold. */
export interface StartingPoint {
    state: StackState;
    seed: EmulatorSeed;
}

/** A stack without resources before services without anything of ours. */
export const emptyStart: StartingPoint = { state: { resources: {}, doomed: [] }, seed: initialSeed };

/** Runs a cell and, without the fault, up, up again and destroy; answers everything that is not as promised. */
export async function runCell(bench: SpiedBench, cell: Cell, start = emptyStart): Promise<string[]> {
    const { site, fault } = cell;
    const limitInMs = limitOf(cell);
    const verb = within(limitInMs, cell.verb);
    bench.reset();
    bench.emulator.putState(start.seed);
    const harness = bench.harness({ realSignIn: site.nature.startsWith("token") });
    harness.state = within(limitInMs, start.state);
    await cell.prepare?.(harness, verb);
    const strays = bench.strayRequests();
    const startedAt = bench.clock.now();
    // Where asking twice is refused, too much of it shows.
    bench.emulator.setOptions({
        ...site.options,
        pageSize: site.paged ? 3 : 100,
        assignExisting: "fail",
        unassignMissing: "fail",
    });
    ambush(bench, cell);
    bench.clock.patienceInMs = fault.name.startsWith("hang") ? hangInMs : otherwiseInMs;
    bench.travel(needsSockets(cell) ? "sockets" : "direct");
    const report = await runVerb(harness, verb);
    const tookInMs = bench.clock.now() - startedAt;
    const problems = [
        ...(bench.spy.struck ? [] : ["the site was not reached"]),
        ...outcomeProblems(report, cell),
        ...(tookInMs > limitInMs + graceInMs ? [`took ${tookInMs} ms`] : []),
        ...report.steps.flatMap(({ failure }) => (failure ? messageProblems(failure, site, fault) : [])),
        ...(isBelievedGone(cell) ? [] : forgotten(bench, harness)),
    ];
    problems.push(...leaks(bench, report, harness), ...(await sequelOf(bench, harness, verb)));
    problems.push(...(cell.inDoubt ? [] : bench.spy.doubleWork.map((work) => `asked for twice: ${work}`)));
    return [...problems, ...(bench.strayRequests() > strays ? ["a foreign host was asked"] : [])];
}

/**
 * What breaks a connection or a body goes over one, and so does each fault of a first look, and each of a token, for which the
 * Azure library has a client of its own. Elsewhere a plain answer comes without a socket, which makes no other answer of it.
 */
function needsSockets({ site, fault: { action } }: Cell): boolean {
    if (site.nature.startsWith("token") || site.nature === "look" || action === "refused") {
        return true;
    }
    const { reset, hang, truncate, bodyBytes, bom, headers } = action({ elsewhere: "", now: 0, samePage: "" });
    return [reset, hang, truncate, bodyBytes, bom, headers?.Location].some((way) => way !== undefined);
}

/** What lasts for ever need not last long; but a request with little time left does not wait for a `$batch`. */
function limitOf({ site, fault }: Cell): number {
    if (!lasts(fault)) {
        return longInMs;
    }
    return site.carries || site.inner ? 180_000 : 75_000;
}

/** A copy with these timeouts instead of those that all programs here have. */
function within<T>(limitInMs: number, value: T): T {
    return JSON.parse(JSON.stringify(value).replaceAll(JSON.stringify(timeout), JSON.stringify(`${limitInMs}ms`)));
}

function ambush({ emulator, spy, clock, elsewhere }: SpiedBench, { site, fault }: Cell): void {
    const { action, times = 1 } = fault;
    const strike = async () => {
        if (action !== "refused") {
            const match = { path: site.pattern, method: site.method };
            const samePage = `?api-version=2022-10-01-preview${site.paged ? "&skip=0" : ""}`;
            const context = { elsewhere, now: clock.now(), samePage };
            emulator.setFaults([{ match, times: Math.min(times, 1_000_000), action: action(context) }]);
            return;
        }
        await clock.hold(emulator.stopListening());
        if (!lasts(fault)) {
            void clock.sleep(outageInMs).then(() => clock.hold(emulator.listenAgain()));
        }
    };
    spy.begin({ site, strike });
}

function outcomeProblems(report: RunReport, { expected }: Cell): string[] {
    const outcome = outcomeOf(report);
    return outcome === expected ? [] : [`${outcome} instead of ${expected}: ${failuresOf(report).join("; ")}`];
}

/** How an operation ended. */
export function outcomeOf(report: RunReport): Outcome {
    if (report.ok) {
        return "recovers";
    }
    return report.steps.some(({ failure }) => failure?.partial) ? "partial" : "refused";
}

/** The service said that the project or device does not exist, which nobody can see through. */
function isBelievedGone({ fault, expected, verb }: Cell): boolean {
    return fault.status === 404 && expected === "recovers" && (verb.name === "read" || verb.name === "delete");
}

function leaks({ spy }: SpiedBench, report: RunReport, harness: Harness): string[] {
    const text = JSON.stringify([report, harness.state]);
    return [...spy.secrets].some((secret) => text.includes(secret)) ? ["a credential is told"] : [];
}
