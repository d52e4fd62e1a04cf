import { oneLine, printable } from "./printableText";
import { TextIndex } from "./textIndex";
import { withoutTokens } from "./tokenText";
import { isUnknown } from "./unknown";

/** What is shorter is not kept out of messages: it stands in every second word, and they would tell nothing any more. */
export const leastSecretLength = 3;

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
