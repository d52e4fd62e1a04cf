// Controls, terminal escapes, direction marks, lone surrogates and line separators: none may reach a terminal or a log.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Makes a text of unknown origin safe to show: what does not print becomes `U+FFFD`, and what is beyond
 * `maxLength` characters becomes an ellipsis.
 */
export function printableText(text: string, maxLength = 256): string {
    const characters = Array.from(text.slice(0, 2 * maxLength + 2));
    const cut = characters.length > maxLength || text.length > 2 * maxLength + 2;
    const kept = cut ? characters.slice(0, maxLength - 1) : characters;
    return kept.join("").replace(unprintable, "\uFFFD") + (cut ? "…" : "");
}
