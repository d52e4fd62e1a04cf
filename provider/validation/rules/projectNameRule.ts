import type { TextRule } from "../findings";

/**
 * Takes letters, digits, `_`, `.` and `-`, at most 100 of them: the specification's limit, where the product's pages
 * say 50. `.` and `..` are refused because a URL takes them for steps in its path.
 */
export const projectNameRule: TextRule = (text) => {
    if (text === "") {
        return { problem: "is empty" };
    }
    if (text === "." || text === "..") {
        return { problem: "would leave its place in the path of a URL" };
    }
    if (!/^[A-Za-z0-9_.-]+$/.test(text)) {
        return { problem: "has characters that a project name cannot have" };
    }
    return text.length > 100 ? { problem: "is longer than 100 characters" } : undefined;
};
