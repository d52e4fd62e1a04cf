import { withoutTokens } from "./tokenText";

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
