import { expect } from "chai";
import { headingsOf, sectionOf, tablesOf, textOf } from "./support/markdown";
import { type Raised, raisedIn } from "./support/raised";
import { sourceFiles } from "./support/sources";

/** What speaks to users of the packages; of the emulator, what it says where it does not start. */
const sources = ["provider", "plugin", "emulator/cli.ts", "emulator/cliArguments.ts"];

/** The words that messages are made of: without the marks by which a text goes on in the next line. */
const source = sources
    .flatMap((path) => sourceFiles(path))
    .map(([, text]) => text)
    .join("\n")
    .replace(/["'`]\s*\+\s*["'`]/g, "")
    .replace(/\\(["'`])/g, "$1");

/** What no user sees by itself: faults that something before them rules out, and what only fills in another error. */
const unseen = [
    "a batch needs a request",
    " Before that: ….",
    "only GETs are sent by the doctor",
    "a credential sent a request outside of a sign-in",
    "not an error: …",
    "an identity that the token does not name",
    " The ways to sign in are told with the first of these errors.",
    "time is up after … ms",
    "api-version … has no resource assignment for … projects",
    'Cloud "…" has no Azure AI Language.',
];

/** The pieces of a quote; what stands between them is filled in. */
function piecesOf(quote: string): string[] {
    return quote
        .split(/\.\.\.|: /)
        .map((piece) => piece.trim())
        .filter((piece) => /\w/.test(piece));
}

describe("docs/troubleshooting.md", () => {
    const page = textOf("docs/troubleshooting.md");
    const told = [...headingsOf(page), ...tablesOf(page).flatMap(({ rows }) => rows.map(([first = ""]) => first))];
    const quotes = told.flatMap((text) => [...text.matchAll(/"([^"]+)"/g)].map(([, quote = ""]) => quote));
    const { raised, codes } = raisedIn(sources);

    /** Whether a quote is made of what a place says, and of something that only that place says. */
    const isTold = ({ own, texts }: Raised) => {
        const includes = (within: readonly string[]) => (piece: string) => within.some((text) => text.includes(piece));
        return quotes.map(piecesOf).some((pieces) => pieces.every(includes(texts)) && pieces.some(includes(own)));
    };

    it("finds what the packages raise", () => {
        expect(raised.length).to.be.at.least(120);
        expect(codes.length).to.be.at.least(20);
    });

    it("tells every error, warning and refused input", () => {
        const untold = raised.filter((site) => !isTold(site) && !site.own.some((text) => unseen.includes(text)));
        expect(untold.map(({ place, texts }) => `${place}: ${texts.join(" | ")}`).join("\n")).to.equal("");
    });

    it("quotes only what the packages say", () => {
        expect(quotes.length).to.be.at.least(100);
        expect(quotes.filter((quote) => !piecesOf(quote).every((piece) => source.includes(piece)))).to.deep.equal([]);
    });

    it("lists each code, and no other", () => {
        const [table] = tablesOf(sectionOf(page, "## Codes") ?? "");
        const listed = table?.rows.flatMap(([first = ""]) => [...first.matchAll(/`(\w+)`/g)].map(([, code]) => code));
        expect(listed?.sort()).to.deep.equal(codes);
    });

    it("has a heading for each status that has advice of its own", () => {
        const statuses = [...source.matchAll(/^\s+case (\d{3}):$/gm)].map(([, status = ""]) => status);
        expect(statuses).to.include("403");
        const headings = headingsOf(page).join("\n");
        expect([...new Set(statuses)].filter((status) => !headings.includes(status))).to.deep.equal([]);
    });

    it("knows no words that nobody uses any more", () => {
        const all = raised.flatMap(({ texts }) => texts);
        expect(unseen.filter((text) => !all.includes(text))).to.deep.equal([]);
    });
});
