import type { TextRule } from "../findings";
import { isHostName } from "../isHostName";

/** Takes a custom subdomain (`contoso`), as the product's pages write it, or its full host, as the specification does. */
export const customDomainRule: TextRule = (text) => {
    if (text === "") {
        return { problem: "is empty" };
    }
    if (text.includes("://")) {
        return { problem: "is a URL, not a domain; leave out the scheme and what follows the host" };
    }
    if (text.includes("/")) {
        return { problem: "has a path; leave it out" };
    }
    return isHostName(text.endsWith(".") ? text.slice(0, -1) : text) ? undefined : { problem: "is not a domain" };
};
