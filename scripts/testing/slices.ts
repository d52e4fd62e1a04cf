import { basename } from "node:path";

/** A part of a suite that runs in a process of its own. */
export interface Slice {
    suite: string;
    /** For the heading: `packaging`, `crash/engine`, or `scenarios, 2 of 12`. */
    title: string;
    files: readonly string[];
    /** About how long it takes. */
    seconds: number;
}

/** About how long a file takes, by suite, or by suite and file. A figure that is wrong costs balance, and nothing else. */
const secondsOf: Readonly<Record<string, number>> = {
    counts: 20,
    "counts/stack": 60,
    crash: 60,
    "crash/engine": 150,
    "crash/plugin": 50,
    "crash/program": 150,
    "crash/provider": 150,
    demo: 30,
    docs: 6,
    emulator: 1,
    engine: 5,
    "examples/devices": 15,
    "examples/language": 40,
    faults: 5,
    "faults/assignmentLife": 50,
    "faults/assignmentUpdate": 70,
    "faults/batch": 50,
    "faults/binding": 40,
    "faults/languageOptions": 100,
    "faults/plugin": 20,
    "faults/restarts": 100,
    "faults/settling": 40,
    gitops: 4,
    "gitops/scripts": 30,
    "matrix/matrix": 600,
    model: 10,
    "model/pluginSequences": 15,
    packaging: 40,
    protocol: 5,
    scenarios: 8,
    unit: 0.5,
};
const secondsOfOthers = 5;

/** Suites whose files may not run side by side: these put documents into the packages' folders while they pack them. */
const undivided = ["packaging"];

/** A process of its own costs a second or so: files that are quicker than this share one. */
const leastSeconds = 15;

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
