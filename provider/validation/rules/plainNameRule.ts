import type { TextRule } from "../findings";

/** Takes a name that people read: up to 256 characters, at least one that shows, none that controls. */
export const plainNameRule: TextRule = (text) => {
    if (text.trim() === "") {
        return { problem: "is empty" };
    }
    if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) {
        return { problem: "has control characters in it" };
    }
    return text.length > 256 ? { problem: "is longer than 256 characters" } : undefined;
};
