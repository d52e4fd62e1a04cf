import type { TextRule } from "../findings";

/** Takes one of a few words, in their letter case. */
export function oneOfRule(words: readonly string[]): TextRule {
    const list = words.map((word) => `"${word}"`).join(", ");
    return (text) => (words.includes(text) ? undefined : { problem: `is none of ${list}` });
}
