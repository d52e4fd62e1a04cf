import { isUnknown } from "./unknown";

/**
 * Collects every text of at least three characters in the properties that `secretInputs` names, at any depth, longest
 * first and each once: what {@link redact} must keep out of messages.
 */
export function collectSecretTexts(inputs: Record<string, unknown>, secretInputs: readonly string[]): string[] {
    const texts = new Set<string>();
    for (const property of secretInputs) {
        if (Object.hasOwn(inputs, property)) {
            collectInto(texts, inputs[property]);
        }
    }
    return [...texts].sort((a, b) => b.length - a.length);
}

/**
 * Replaces each secret in a text by `[secret]`, whatever its letter case, also where it stands URI-encoded or escaped
 * as in JSON. Call it before a text is cut short: half a secret is not found.
 */
export function redact(text: string, secrets: readonly string[]): string {
    const forms = [...new Set(secrets.flatMap(spellings))].filter((form) => form !== "");
    if (forms.length === 0) {
        return text;
    }
    // One pass, longest first: a replacement is never searched again, and no secret shields a longer one.
    forms.sort((a, b) => b.length - a.length);
    return text.replace(new RegExp(forms.map(escapeForRegExp).join("|"), "giu"), "[secret]");
}

function collectInto(texts: Set<string>, value: unknown): void {
    if (typeof value === "string") {
        if (value.length >= 3 && !isUnknown(value)) {
            texts.add(value);
        }
    } else if (typeof value === "object" && value !== null) {
        for (const member of Object.values(value)) {
            collectInto(texts, member);
        }
    }
}

function spellings(secret: string): string[] {
    const json = JSON.stringify(secret).slice(1, -1);
    return [secret, json, json.replace(/\//g, "\\/"), asciiJson(json), ...uriForms(secret)];
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

function escapeForRegExp(text: string): string {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
