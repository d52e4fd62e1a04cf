/** What `printableText` puts where it cuts a text. */
const cutMark = "…".charCodeAt(0);

/** What may follow the same beginning: by the next UTF-16 unit, a branch again, or the one text that goes on so. */
interface Branch {
    readonly next: Map<number, Branch | string>;
    /** Whether a text ends here. */
    ends?: boolean;
}

/**
 * Finds many texts in another at once, whatever their letter case, in time that grows with that text and not with their
 * number. A tree of beginnings, in which whatever only one text continues stays that text.
 */
export class TextIndex {
    private readonly root: Branch = { next: new Map() };

    /** @param shortest so much of a text, directly before the mark of a cut, is taken for the whole of it. */
    constructor(private readonly shortest: number) {}

    /** Adds a text; one that is there already changes nothing. */
    add(text: string): void {
        place(this.root, folded(text), 0);
    }

    /** Replaces each text that was added, the longest wherever several begin. What was put in is not searched again. */
    replaceIn(text: string, replacement: string): string {
        if (this.root.next.size === 0) {
            return text;
        }
        const searched = folded(text);
        const pieces: string[] = [];
        let copied = 0;
        for (let at = 0; at < searched.length; ) {
            const length = this.lengthAt(searched, at);
            if (length > 0) {
                pieces.push(text.slice(copied, at), replacement);
                copied = at + length;
            }
            at += length || 1;
        }
        return copied === 0 ? text : pieces.join("") + text.slice(copied);
    }

    /** The length of the longest text that begins there, or of the part of one that a cut has left; 0 for none. */
    private lengthAt(searched: string, start: number): number {
        let branch = this.root;
        let longest = 0;
        for (let at = start; ; at++) {
            const found = branch.next.get(searched.charCodeAt(at));
            if (found === undefined) {
                return this.isCut(searched, start, at) ? at - start : longest;
            }
            if (typeof found === "string") {
                return this.lengthOf(found, searched, start) || longest;
            }
            branch = found;
            longest = branch.ends ? at + 1 - start : longest;
        }
    }

    /** The length of one text that may begin there, or of what a cut has left of it. */
    private lengthOf(text: string, searched: string, start: number): number {
        let length = 0;
        while (length < text.length && text.charCodeAt(length) === searched.charCodeAt(start + length)) {
            length += 1;
        }
        return length === text.length || this.isCut(searched, start, start + length) ? length : 0;
    }

    private isCut(searched: string, start: number, end: number): boolean {
        return end - start >= this.shortest && searched.charCodeAt(end) === cutMark;
    }
}

/** Puts a text below the branch that its beginning, up to `depth`, leads to. */
function place(branch: Branch, text: string, depth: number): void {
    let at = depth;
    let current = branch;
    while (at < text.length) {
        const unit = text.charCodeAt(at);
        const found = current.next.get(unit);
        if (found === undefined || found === text) {
            current.next.set(unit, text);
            return;
        }
        at += 1;
        if (typeof found === "string") {
            // Two texts have one more unit in common: the other moves a step down.
            const deeper: Branch = { next: new Map() };
            place(deeper, found, at);
            current.next.set(unit, deeper);
            current = deeper;
        } else {
            current = found;
        }
    }
    current.ends = true;
}

const beyondAscii = /[^\x00-\x7f]/;

/** A text without letter case, unit by unit as long as the text itself: what has no such form stays as it is. */
function folded(text: string): string {
    return beyondAscii.test(text) ? text.replace(/[A-Z]|[^\x00-\x7f]/gu, foldedCharacter) : text.toLowerCase();
}

function foldedCharacter(character: string): string {
    const simple = character.toUpperCase().toLowerCase();
    return simple.length === character.length ? simple : character;
}
