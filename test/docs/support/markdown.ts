import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../packaging/support/repository";

/** A document's text, by its path in the repository. */
export function textOf(document: string): string {
    return readFileSync(join(repository, document), "utf8");
}

/** A text without its blocks of code, in which a `#` begins a comment and `[](` is no link. */
export function withoutCode(text: string): string {
    return text.replace(/^```.*\n[\s\S]*?^```$/gm, "");
}

/** The headings of a text, in order, without their marks. */
export function headingsOf(text: string): string[] {
    return [...withoutCode(text).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
}

/** The text below a heading, up to the next of the same or a higher rank; undefined where there is no such heading. */
export function sectionOf(text: string, heading: string): string | undefined {
    const rank = heading.indexOf(" ");
    const start = `\n${text}`.indexOf(`\n${heading}\n`);
    if (start < 0) {
        return undefined;
    }
    const rest = text.slice(start + heading.length);
    const end = rest.search(new RegExp(`\n#{1,${rank}} `));
    return end < 0 ? rest : rest.slice(0, end);
}

/** A table: its column titles, and the cells of each row. */
export interface Table {
    titles: string[];
    rows: string[][];
}

/** The tables of a text, in order. */
export function tablesOf(text: string): Table[] {
    const blocks = text.match(/(^\|.*\|\n)+/gm) ?? [];
    return blocks.map((block) => {
        const [titles = [], , ...rows] = block.trim().split("\n").map(cellsOf);
        return { titles, rows };
    });
}

/** What the first column of a table names in backquotes. */
export function namesIn({ rows }: Table): string[] {
    return rows.flatMap(([first = ""]) => [...first.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name));
}

/** The targets of a text's links and pictures that lead to other documents or headings, and not to an address of the web. */
export function localLinksOf(text: string): string[] {
    const targets = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchor that GitHub makes of a heading. */
export function anchorOf(heading: string): string {
    return heading
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-");
}

function cellsOf(row: string): string[] {
    return row
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim());
}
