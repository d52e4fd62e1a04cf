/** A part of a suite that runs in a process of its own. */
export interface Slice {
    suite: string;
    /** For the heading: `scenarios`, or `scenarios, 2 of 12`. */
    title: string;
    files: readonly string[];
    /** About how long it takes. */
    seconds: number;
}

/** About how long one file of a suite takes. A figure that is wrong costs balance, and nothing else. */
const secondsAFile: Readonly<Record<string, number>> = {
    counts: 20,
    crash: 60,
    demo: 30,
    docs: 8,
    emulator: 1,
    engine: 6,
    faults: 20,
    harness: 5,
    model: 15,
    packaging: 30,
    protocol: 5,
    scenarios: 12,
    unit: 0.4,
};
const secondsOfOthers = 5;

/** Suites whose files may not run side by side: these put documents into the packages' folders while they pack them. */
const undivided = ["packaging"];

/** A process of its own costs a second or so: what is quicker than this shares one. */
const leastSeconds = 15;

/** Cuts suites into slices that may run side by side, the longest first, so that none is left over at the end. */
export function sliceSuites(suites: Iterable<readonly [string, readonly string[]]>): Slice[] {
    const slices = [...suites].flatMap(([suite, files]) => sliceSuite(suite, files));
    return slices.sort((a, b) => b.seconds - a.seconds);
}

function sliceSuite(suite: string, files: readonly string[]): Slice[] {
    const seconds = secondsAFile[suite] ?? secondsOfOthers;
    const count = undivided.includes(suite) ? 1 : Math.ceil(files.length / Math.ceil(leastSeconds / seconds));
    const groups = Array.from({ length: count }, (_, index) => files.filter((_file, at) => at % count === index));
    return groups.map((group, index) => ({
        suite,
        title: count === 1 ? suite : `${suite}, ${index + 1} of ${count}`,
        files: group,
        seconds: seconds * group.length,
    }));
}
