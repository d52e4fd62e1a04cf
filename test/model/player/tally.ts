/** What has been played, in numbers. */
export interface Tally {
    sequences: number;
    /** Operations of the stacks: previews, ups, refreshes, destroys. */
    runs: number;
    /** Runs that ended with their provider killed. */
    killed: number;
    /** Runs in which something was broken. */
    faulty: number;
    /** Runs that ended with an error, as they should. */
    failed: number;
    /** What people did past the stacks. */
    deeds: number;
}

/** Nothing yet. */
export function emptyTally(): Tally {
    return { sequences: 0, runs: 0, killed: 0, faulty: 0, failed: 0, deeds: 0 };
}

/** One line about it. */
export function tell({ sequences, runs, killed, faulty, failed, deeds }: Tally): string {
    return (
        `${sequences} sequences: ${runs} runs, of which ${faulty} with faults, ${killed} killed, ${failed} refused with an error; ` +
        `${deeds} changes by people`
    );
}
