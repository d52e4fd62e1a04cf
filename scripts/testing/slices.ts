import { basename } from "node:path";

/** A part of a suite that runs in a process of its own. */
export interface Slice {
    suite: string;
    /** For the heading: `packaging`, `crash/engine`, or `scenarios, 2 of 12`. */
    title: string;
    files: readonly string[];
    /** About what it costs the processor. */
    seconds: number;
}

/**
 * About what a file costs the processor, by suite, or by suite and file, as a run tells it. A figure that is wrong costs balance,
 * and nothing else.
 */
const secondsOf: Readonly<Record<string, number>> = {
    counts: 5,
    "counts/simulatedFleet": 11,
    "counts/stack": 40,
    crash: 25,
    "crash/restart": 8,
    demo: 60,
    docs: 1.5,
    doctor: 1,
    "doctor/live": 14,
    emulator: 0.6,
    engine: 4,
    "engine/continueOnError": 12,
    "engine/failures": 16,
    "engine/replacement": 25,
    examples: 8,
    "examples/devices": 14,
    "examples/files": 18,
    "examples/language": 35,
    faults: 4,
    "faults/assignmentLife": 35,
    "faults/assignmentUpdate": 45,
    "faults/batch": 27,
    "faults/binding": 20,
    "faults/crashes": 10,
    "faults/deviceOptions": 17,
    "faults/interrupted": 16,
    "faults/languageOptions": 75,
    "faults/plugin": 20,
    "faults/restarts": 27,
    "faults/settling": 43,
    gitops: 3,
    "gitops/scripts": 11,
    "matrix/matrix": 600,
    model: 5,
    "model/sequences": 70,
    "model/pluginSequences": 15,
    packaging: 70,
    plugin: 2,
    "plugin/verbs": 10,
    protocol: 2,
    scenarios: 8,
    "scenarios/apiVersions": 16,
    "scenarios/createFirst": 22,
    "scenarios/deleteFirst": 17,
    "scenarios/largeFailure": 30,
    "scenarios/leaving": 25,
    "scenarios/listShapes": 23,
    "scenarios/many": 17,
    "scenarios/memberChanges": 20,
    "scenarios/refusedAccounts": 45,
    "scenarios/replaced": 20,
    "scenarios/secretInputs": 19,
    "scenarios/undocumented": 21,
    unit: 0.4,
};
const secondsOfOthers = 5;

/** Suites whose files may not run side by side: these put documents into the packages' folders while they pack them. */
const undivided = ["packaging"];

/** A process of its own costs a second or so: files that are quicker than this share one. */
const leastSeconds = 20;

/** Cuts suites into slices that may run side by side, the longest first, so that none is left over at the end. */
export function sliceSuites(suites: Iterable<readonly [string, readonly string[]]>): Slice[] {
    const slices = [...suites].flatMap(([suite, files]) => sliceSuite(suite, files));
    return slices.sort((a, b) => b.seconds - a.seconds);
}

function sliceSuite(suite: string, files: readonly string[]): Slice[] {
    const groups = undivided.includes(suite) ? [files] : groupsOf(suite, files);
    return groups.map((group, index) => ({
        suite,
        title: titleOf(suite, group, `${index + 1} of ${groups.length}`),
        files: group,
        seconds: sum(suite, group),
    }));
}

function titleOf(suite: string, group: readonly string[], part: string): string {
    if (undivided.includes(suite)) {
        return suite;
    }
    return group.length === 1 ? `${suite}/${nameOf(group[0])}` : `${suite}, ${part}`;
}

function groupsOf(suite: string, files: readonly string[]): (readonly string[])[] {
    const long = files.filter((file) => secondsFor(suite, file) >= leastSeconds);
    const short = files.filter((file) => !long.includes(file));
    const count = Math.ceil(sum(suite, short) / leastSeconds);
    const shared = Array.from({ length: count }, (_, index) => short.filter((_file, at) => at % count === index));
    return [...long.map((file) => [file]), ...shared];
}

function sum(suite: string, files: readonly string[]): number {
    return files.reduce((total, file) => total + secondsFor(suite, file), 0);
}

function secondsFor(suite: string, file: string): number {
    return secondsOf[`${suite}/${nameOf(file)}`] ?? secondsOf[suite] ?? secondsOfOthers;
}

function nameOf(file = ""): string {
    return basename(file, ".test.js");
}
