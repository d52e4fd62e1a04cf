import { languageCloudNames } from "./clouds";
import { isHostName } from "./endpoint";
import type { Problem, TextRule } from "./findings";
import { isGuid } from "./ids";

/** Takes one of a few words, in their letter case. */
export function oneOfRule(words: readonly string[]): TextRule {
    const list = words.map((word) => `"${word}"`).join(", ");
    return (text) => (words.includes(text) ? undefined : { problem: `is none of ${list}` });
}

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

/** Takes the id of a windowsAutopilotDeviceIdentity: a GUID of any version, whose digits alone matter. */
export const deviceIdRule: TextRule = (text) => {
    if (isGuid(text)) {
        return undefined;
    }
    if (text === "") {
        return { problem: "is empty" };
    }
    return { problem: /^\{.*\}$/.test(text) ? "has braces around it" : "is not a GUID" };
};

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

const known = oneOfRule(languageCloudNames);

/** Takes a cloud that has Language endpoints of its own; the DoD cloud of US Government has none. */
export const languageCloudRule: TextRule = (text) => {
    if (text === "usgovernmentdod") {
        return { problem: `has no Language endpoints of its own; the clouds are ${languageCloudNames.join(", ")}` };
    }
    return known(text);
};

// Letters of any script, marks, digits, connectors, hyphens, full stops and parentheses, as ARM allows them.
const resourceGroupName = /^[\p{L}\p{M}\p{N}\p{Pc}.()-]{1,90}$/u;
const accountName = /^[a-z0-9][a-z0-9_.-]{0,63}$/i;
const literals = ["", "subscriptions", undefined, "resourcegroups", undefined, "providers"];

/** Finds what keeps a text from being the ARM id of a Cognitive Services account. */
export function cognitiveAccountIdRule(id: string): Problem | undefined {
    if (id === "") {
        return { problem: "is empty" };
    }
    const segments = id.split("/");
    const [, , subscription = "", , group = "", , namespace = "", type = "", name = ""] = segments;
    if (literals.some((word, index) => word !== undefined && segments[index]?.toLowerCase() !== word)) {
        return { problem: "is not an ARM id" };
    }
    if (!isGuid(subscription)) {
        return { problem: "has no subscription GUID" };
    }
    if (!resourceGroupName.test(group) || group.endsWith(".")) {
        return { problem: "has no good resource group name" };
    }
    if (namespace.toLowerCase() !== "microsoft.cognitiveservices" || type.toLowerCase() !== "accounts") {
        return { problem: "is not the id of a Cognitive Services account" };
    }
    if (!accountName.test(name)) {
        return { problem: "has no good account name" };
    }
    return afterAccount(segments.slice(9));
}

function afterAccount(rest: string[]): Problem | undefined {
    if (rest.length === 0) {
        return undefined;
    }
    if (rest.join("") === "") {
        return { problem: "ends with a slash" };
    }
    return { problem: "is the id of something inside an account; stop after the account's name" };
}

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
