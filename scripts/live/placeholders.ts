import { withoutTokens } from "#provider/core/text";

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;
const noGuid = "00000000-0000-0000-0000-000000000000";
const email = /[^\s@"'<>(),;:/]+@[\w-]+(?:\.[\w-]+)+/g;
/** Replaced inside sentences only from this length on: what is shorter stands in every second word. */
const shortest = 4;

/**
 * Stands one name in for another, the same one for the same name throughout a recording, and numbered in the order of
 * appearance, so that two recordings of the same steps can be compared. Another letter case of a name shows as such.
 */
export class Placeholders {
    private readonly names = new Map<string, { first: string; placeholder: string }>();
    private readonly counts = new Map<string, number>();
    private readonly ownWords: string[];

    /** `ownWords` are in every text: a name that is a part of one tells nothing, and is not looked for in sentences. */
    constructor(ownWords: readonly string[]) {
        this.ownWords = ownWords.map((word) => word.toLowerCase());
    }

    /** Fixes what stands for a name. */
    set(original: string, placeholder: string): void {
        if (original !== "") {
            this.names.set(original.toLowerCase(), { first: original, placeholder });
        }
    }

    /** What stands for a name of a kind, as `Account-1`; a new one where it has not been seen. */
    for(kind: string, original: string): string {
        const known = this.names.get(original.toLowerCase());
        if (known) {
            return original === known.first ? known.placeholder : inCaseOf(original, known.placeholder);
        }
        const placeholder = `${kind}-${this.next(kind)}`;
        this.set(original, placeholder);
        return placeholder;
    }

    /** What stands for a GUID; the one of zeros says that there is none, and stays. */
    guid(original: string): string {
        const key = original.toLowerCase();
        if (key === noGuid) {
            return original;
        }
        if (!this.names.has(key)) {
            this.set(original, `00000000-0000-0000-0000-${String(this.next("guid")).padStart(12, "0")}`);
        }
        return this.for("guid", original);
    }

    /** A sentence in which GUIDs, addresses of people and all names known so far are replaced. */
    sentence(text: string): string {
        const known = [...this.names.values()]
            .filter(({ first }) => this.isTelltale(first.toLowerCase()))
            .sort((a, b) => b.first.length - a.first.length);
        const named = known.reduce(
            (rest, { first, placeholder }) => replaceAll(rest, first, placeholder),
            withoutTokens(text),
        );
        return named
            .replace(email, (address) => this.for("user", address))
            .replace(guid, (found) => (this.isPlaceholder(found) ? found : this.guid(found)));
    }

    /** Whether a text still holds one of the names. Those that are a part of what stands for others say nothing. */
    isTelling(text: string): boolean {
        const lower = text.toLowerCase();
        return [...this.names.keys()].some((name) => lower.includes(name) && this.isTelltale(name));
    }

    private isTelltale(name: string): boolean {
        const placeholders = [...this.names.values()].map(({ placeholder }) => placeholder.toLowerCase());
        return name.length >= shortest && ![...this.ownWords, ...placeholders].some((word) => word.includes(name));
    }

    private isPlaceholder(text: string): boolean {
        return text.startsWith("00000000-0000-0000-0000-");
    }

    private next(kind: string): number {
        const count = (this.counts.get(kind) ?? 0) + 1;
        this.counts.set(kind, count);
        return count;
    }
}

/** Services may give a name back in other letters than it was sent in, which is worth seeing. */
function inCaseOf(original: string, placeholder: string): string {
    if (original === original.toLowerCase()) {
        return placeholder.toLowerCase();
    }
    return original === original.toUpperCase() ? placeholder.toUpperCase() : placeholder;
}

function replaceAll(text: string, name: string, placeholder: string): string {
    const escaped = name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    return text.replace(new RegExp(escaped, "gi"), () => placeholder);
}
