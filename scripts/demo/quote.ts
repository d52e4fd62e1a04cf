/** Parts of the engine's report that say again what was said before, or what the demo shows itself. */
const hidden = /^(Diagnostics|Outputs):/;
const shown = /^\S.*:$/;

/**
 * Makes a function that prints the output of one operation line by line, without lines that only show that time passes, and
 * without the report's repetitions.
 */
export function quoteOutput(): (line: string) => void {
    let isHidden = false;
    return (line) => {
        isHidden = hidden.test(line) || (isHidden && !shown.test(line));
        if (!isHidden && line.trim() !== "" && !line.startsWith("@ ")) {
            console.log(`    | ${line.trimEnd()}`);
        }
    };
}
