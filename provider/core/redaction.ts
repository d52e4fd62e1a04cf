import { oneLine, printable, withoutTokens } from "./text";
import { isUnknown } from "./unknown";

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
class TextIndex {
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

const beyondAscii = /[\u0080-\uffff]/;

/** A text without letter case, unit by unit as long as the text itself: what has no such form stays as it is. */
function folded(text: string): string {
    return beyondAscii.test(text) ? text.replace(/[A-Z]|[\u{80}-\u{10ffff}]/gu, foldedCharacter) : text.toLowerCase();
}

function foldedCharacter(character: string): string {
    const simple = character.toUpperCase().toLowerCase();
    return simple.length === character.length ? simple : character;
}

/** What is shorter is not kept out of messages: it stands in every second word, and they would tell nothing any more. */
const leastSecretLength = 3;

/** Keeps texts that were learned out of messages, and whatever looks like an access token. */
export class Redactor {
    private readonly known = new Set<string>();
    private readonly index = new TextIndex(leastSecretLength);

    /** Learns texts, and what sentences and services make of them. */
    add(texts: Iterable<string>): void {
        for (const text of texts) {
            if (!this.known.has(text)) {
                this.known.add(text);
                this.addForms(new Set([...partsOf(text)].flatMap(spellings)));
            }
        }
    }

    /**
     * Replaces each secret in a text by `[secret]`, whatever its letter case, also where it stands URI-encoded or escaped
     * as in JSON, and where `printableText` has cut it.
     */
    redact(text: string): string {
        return withoutTokens(this.index.replaceIn(text, "[secret]"));
    }

    private addForms(forms: Iterable<string>): void {
        for (const form of forms) {
            if (form.length >= leastSecretLength) {
                this.index.add(form);
            }
        }
    }
}

/** Every text in the properties that `secretInputs` names, at any depth, each once. */
export function collectSecretTexts(inputs: Record<string, unknown>, secretInputs: readonly string[]): Set<string> {
    const texts = new Set<string>();
    for (const property of secretInputs) {
        if (Object.hasOwn(inputs, property)) {
            collectInto(texts, inputs[property]);
        }
    }
    return texts;
}

/** {@link Redactor} for one text. */
export function redact(text: string, secrets: readonly string[]): string {
    const redactor = new Redactor();
    redactor.add(secrets);
    return redactor.redact(text);
}

function collectInto(texts: Set<string>, value: unknown): void {
    if (typeof value === "string") {
        if (!isUnknown(value)) {
            texts.add(value);
        }
    } else if (typeof value === "object" && value !== null) {
        for (const member of Object.values(value)) {
            collectInto(texts, member);
        }
    }
}

/** A text, and what is secret with it: the ways in which lines name an ARM id; of an address its host, origin and subdomain. */
function partsOf(text: string): Set<string> {
    const bare = withoutClosingSlashes(text);
    const parts = new Set([text, bare, bare.slice(bare.lastIndexOf("/") + 1)]);
    const [, subscription, group, name] =
        /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/.*\/([^/]+)$/i.exec(bare) ?? [];
    if (name) {
        parts.add(`${group}/${name}`).add(`${subscription}/${group}/${name}`);
    }
    const url = bare.includes("://") && URL.canParse(bare) ? new URL(bare) : undefined;
    if (url) {
        parts.add(url.host).add(url.hostname).add(url.origin);
    }
    const subdomain = /^([a-z0-9-]+)\.(?:cognitiveservices|services\.ai)\.azure\./i.exec(url?.hostname ?? bare)?.[1];
    return parts.add(subdomain ?? "");
}

/** Sentences leave them out. */
function withoutClosingSlashes(text: string): string {
    let end = text.length;
    while (text[end - 1] === "/") {
        end -= 1;
    }
    return text.slice(0, end);
}

function spellings(secret: string): string[] {
    // There may be thousands: most are names and ids, which have few spellings.
    if (/^[\w.-]*$/.test(secret)) {
        return [secret];
    }
    if (/^[\w./:@-]*$/.test(secret)) {
        return [secret, secret.replace(/\//g, "\\/"), encodeURIComponent(secret)];
    }
    const json = JSON.stringify(secret).slice(1, -1);
    const shown = printable(oneLine(secret));
    return [secret, shown, json, json.replace(/\//g, "\\/"), asciiJson(json), ...uriForms(secret)];
}

/** JSON as .NET services write it: only plain ASCII, and no character that HTML could take for its own. */
function asciiJson(json: string): string {
    return json.replace(/\\"|[^\x20-\x7e]|['&+<>`]/g, (match) => {
        const unit = match.charCodeAt(match.length - 1);
        return `\\u${unit.toString(16).padStart(4, "0")}`;
    });
}

function uriForms(secret: string): string[] {
    try {
        const component = encodeURIComponent(secret);
        return [component, component.replace(/%20/g, "+"), encodeURI(secret)];
    } catch {
        return []; // A lone surrogate has no URI form.
    }
}

/** Every secret text that this process has seen in inputs or states; kept out of all lines and errors by value. */
export class SecretTexts extends Redactor {
    /** Learns the values of the properties that are marked secret. */
    learn(properties: Record<string, unknown> | undefined): void {
        const { secretInputs } = properties ?? {};
        if (properties && Array.isArray(secretInputs) && secretInputs.length > 0) {
            this.add(collectSecretTexts(properties, secretInputs));
        }
    }
}
