import type { TextRule } from "../findings";
import { isHostName } from "../isHostName";

// Microsoft Entra takes 64 characters, an @ and 48 more.
const longest = 113;
const longestLocalPart = 64;

/** Takes a user principal name: a local part, an `@`, and a domain of at least two labels. */
export const userPrincipalNameRule: TextRule = (text) => {
    if (text === "") {
        return { problem: "is empty" };
    }
    if (/[\s\p{Cc}\p{Cf}]/u.test(text)) {
        return { problem: "has blanks or control characters in it" };
    }
    if (text.length > longest) {
        return { problem: `is longer than ${longest} characters` };
    }
    const [local = "", domain = "", ...more] = text.split("@");
    const good = local.length > 0 && local.length <= longestLocalPart && more.length === 0 && hasTopLevelDomain(domain);
    return good ? undefined : { problem: "is not a user principal name" };
};

/** Whether a name is one by which an account can be bound: devices show display names too. */
export function isUserPrincipalName(name: string): boolean {
    return userPrincipalNameRule(name) === undefined;
}

function hasTopLevelDomain(domain: string): boolean {
    return isHostName(domain) && /\.[^.\d][^.]+$/.test(domain);
}
