import { createHash } from "node:crypto";

/** What begins like a JSON object in base64url, as all tokens of Microsoft Entra do; also where the rest was cut off. */
const jsonToken = /(?<![A-Za-z0-9])eyJ[\w.-]{7,}/g;
/** What stands where an `Authorization` header has a token. Each quantifier takes what no other could: no text makes it slow. */
const bearer = /(\bbearer\b["']?[\s:=]{1,4}["']?)([\w.~+/=-]+)/gi;
/** Words that follow "bearer" in sentences. Any other is taken for a token. */
const words =
    /^(?:access|and|as|auth|authentication|authorization|challenges?|credentials?|errors?|for|from|has|headers?|in|is|must|not|of|on|or|realm=?|scheme|scope=?|to|tokens?|type|was|with)\.?$/i;

/** A text without what looks like an access token, whoever it was issued to: services quote what they were sent. */
export function withoutTokens(text: string): string {
    return text
        .replace(jsonToken, "[secret]")
        .replace(bearer, (found, lead: string, token: string) => (words.test(token) ? found : `${lead}[secret]`));
}

// Controls, terminal escapes, direction marks, lone surrogates and line separators: none may reach a terminal or a log.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Makes a text of unknown origin safe to show: what looks like a token is left out, what does not print becomes `U+FFFD`,
 * and what is beyond `maxLength` characters becomes an ellipsis.
 */
export function printableText(text: string, maxLength = 256): string {
    const safe = withoutTokens(text);
    const characters = Array.from(safe.slice(0, 2 * maxLength + 2));
    const cut = characters.length > maxLength || safe.length > 2 * maxLength + 2;
    const kept = cut ? characters.slice(0, maxLength - 1) : characters;
    return printable(kept.join("")) + (cut ? "…" : "");
}

/** A text in which what does not print is `U+FFFD`. */
export function printable(text: string): string {
    return text.replace(unprintable, "\uFFFD");
}

/** A text as one line: runs of blanks and line ends become one blank. */
export function oneLine(text: string): string {
    return text.replace(/\s+/g, " ").trim();
}

/** How much of a hash is kept: enough to tell the resources and members of a stack apart. */
const digits = 16;

/** By what a state remembers something, by its canonical id, that it must not show: what is hashed may be secret. */
export function shortHash(canonical: string): string {
    return createHash("sha256").update(canonical).digest("hex").slice(0, digits);
}

/** Writes a duration as a person reads it: `0.4 s`, `12 s`, `3 m 5 s`. */
export function formatElapsed(durationInMs: number): string {
    if (durationInMs < 10_000) {
        return `${(durationInMs / 1000).toFixed(1)} s`;
    }
    const seconds = Math.round(durationInMs / 1000);
    return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} m ${seconds % 60} s`;
}

/** Says one line to the person who waits; a line of progress is worth nothing once the next one has come. */
export type Say = (line: string, kind?: "progress") => void;
