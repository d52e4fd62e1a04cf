/** How wide the demo writes. */
const width = 100;

/** Writes the demo's own text, which stands apart from what the deployment engine says. */
export const page = {
    /** A heading that opens a part of the demo. */
    heading(text: string): void {
        console.log(`\n${text}\n${"-".repeat(text.length)}`);
    },

    /** A paragraph, wrapped. */
    say(text: string): void {
        console.log(wrap(text).join("\n"));
    },

    /** Names and values below each other. */
    table(rows: readonly (readonly [name: string, value: string])[]): void {
        const column = Math.max(...rows.map(([name]) => name.length));
        for (const [name, value] of rows) {
            console.log(`    ${name.padEnd(column)}   ${value}`);
        }
    },
};

function wrap(text: string): string[] {
    const lines = [""];
    for (const word of text.split(" ")) {
        const last = lines.length - 1;
        const longer = lines[last] ? `${lines[last]} ${word}` : word;
        if (longer.length <= width) {
            lines[last] = longer;
        } else {
            lines.push(word);
        }
    }
    return lines;
}
