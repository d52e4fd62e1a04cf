import type { TextRule } from "../findings";

/** Takes a region by its name (`westus`) or as people read it (`West US`). */
export const regionRule: TextRule = (text) => {
    if (text.trim() === "") {
        return { problem: "is empty" };
    }
    if (text !== text.trim()) {
        return { problem: "has blanks around it" };
    }
    return /^[A-Za-z0-9 ]{1,64}$/.test(text) ? undefined : { problem: "is not the name of a region" };
};
