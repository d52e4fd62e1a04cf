/** The steps of the demo that the picture shows, by their numbers: what an up does, and what a preview warns of. */
export declare const shownSteps: readonly number[];
/** How many characters a line of the picture has room for. */
export declare const columns = 108;
/** The lines of some steps, out of all that the demo has printed, as they are in every run. */
export declare function excerptOf(output: string, numbers?: readonly number[]): string[];
/** Breaks a line where the picture ends; what goes on in the next line is indented below its beginning. */
export declare function wrapped(line: string): string[];
//# sourceMappingURL=excerpt.d.ts.map
