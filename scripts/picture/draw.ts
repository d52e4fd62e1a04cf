import { columns, wrapped } from "./excerpt";

const fontSize = 13;
/** Wide enough for each monospaced font that browsers choose. */
const characterWidth = 8;
const lineHeight = 18;
const margin = 20;

/** Colours by what a line is. */
const colours: readonly (readonly [RegExp, string])[] = [
    [/^ *\|.*\bwarning:/, "#d2a8ff"],
    [/^ *\| +\+/, "#7ee787"],
    [/^ *\| +~/, "#e3b341"],
    [/^ *\| +-/, "#ff7b72"],
    [/^ *\|/, "#9da7b3"],
    [/^(\d+\. |-+$)/, "#79c0ff"],
];
const otherwise = "#e6edf3";

/** Draws lines of a terminal as an SVG, whose text stays text. */
export function draw(title: string, lines: readonly string[]): string {
    // What goes on in the next line has the colour of its beginning.
    const rows = lines.flatMap((line) => wrapped(line).map((text) => ({ text, colour: colourOf(line) })));
    const width = columns * characterWidth + 2 * margin;
    const height = rows.length * lineHeight + 2 * margin;
    const texts = rows.flatMap(({ text, colour }, index) => {
        const y = margin + (index + 1) * lineHeight - 5;
        return text === "" ? [] : [`<text x="${margin}" y="${y}" fill="${colour}">${escaped(text)}</text>`];
    });
    return [
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title" xml:space="preserve" ` +
            `font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,monospace" font-size="${fontSize}">`,
        `<title id="title">${escaped(title)}</title>`,
        `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
        ...texts,
        "</svg>",
        "",
    ].join("\n");
}

function colourOf(line: string): string {
    return colours.find(([pattern]) => pattern.test(line))?.[1] ?? otherwise;
}

function escaped(text: string): string {
    return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
