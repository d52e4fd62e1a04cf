/** The steps of the demo that the picture shows, by their numbers: what an up does, and what a preview warns of. */
export const shownSteps: readonly number[] = [2, 6];

/** How many characters a line of the picture has room for. */
export const columns = 108;

/** What is another in each run, with what stands for it; what the machine's speed decides is left out. */
const changing: readonly (readonly [RegExp, string])[] = [
    [/[0-9a-f]{8}-[0-9a-f-]{27}_\d+/g, "7d5b14a6-843c-4ea9-966b-a499393c6912"],
    [/127\.0\.0\.1:\d+/g, "127.0.0.1:4010"],
    [/ \(\d+(\.\d+)?s\)$/, ""],
    [/ after [\d.]+ s$/, ""],
];

/** Lines that say how long something took, or how often something was looked at. */
const untold = /^ *(\| Duration:|requests )/;

/** The lines of some steps, out of all that the demo has printed, as they are in every run. */
export function excerptOf(output: string, numbers = shownSteps): string[] {
    const lines = output.split("\n").filter((line) => !untold.test(line));
    const excerpt = numbers.flatMap((number) => {
        const start = lines.findIndex((line) => line.startsWith(`${number}. `));
        if (start < 0) {
            throw new Error(`The demo has no step ${number}.`);
        }
        const length = lines.slice(start + 1).findIndex((line) => /^(\d+\. |Done in )/.test(line));
        return lines.slice(start, length < 0 ? undefined : start + 1 + length);
    });
    return excerpt.map((line) => changing.reduce((text, [pattern, by]) => text.replace(pattern, by), line.trimEnd()));
}

/** Breaks a line where the picture ends; what goes on in the next line is indented below its beginning. */
export function wrapped(line: string): string[] {
    const [indent = ""] = /^ *(\| +)?/.exec(line) ?? [];
    const lines = [""];
    for (const word of line.slice(indent.length).split(/(?<=\S) (?=\S)/)) {
        const last = lines.length - 1;
        const longer = lines[last] ? `${lines[last]} ${word}` : word;
        if (indent.length + longer.length <= columns || lines[last] === "") {
            lines[last] = longer;
        } else {
            lines.push(`  ${word}`);
        }
    }
    return lines.map((text) => `${indent}${text}`.trimEnd());
}
