import { isUnknown } from "../core/unknown";
import { isHostName } from "./endpoint";
import { describeType, type Findings, type Problem, type TextRule } from "./findings";
import { canonicalArmId, isGuid } from "./ids";
import { refuseUnknownNames } from "./unknownNames";

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

const exampleId =
    "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group" +
    "/providers/Microsoft.CognitiveServices/accounts/contoso";

const members: Record<string, { advice: string; rule: TextRule }> = {
    azureResourceId: {
        advice: `Give the ARM id of the account, for example "${exampleId}".`,
        rule: cognitiveAccountIdRule,
    },
    customDomain: {
        advice: 'Give the custom subdomain or its host, for example "contoso" or "contoso.cognitiveservices.azure.com".',
        rule: customDomainRule,
    },
    region: { advice: 'Use letters, digits and spaces, for example "westus" or "West US".', rule: regionRule },
};

/** Takes a list of at least one resource, each with its id, domain and region, none of them twice. */
export function checkResources(findings: Findings, property: string, value: unknown, advice: string): void {
    if (isUnknown(value)) {
        return;
    }
    if (!Array.isArray(value)) {
        findings.addValue(property, value, { problem: `is ${describeType(value)}, not a list`, advice });
        return;
    }
    if (value.length === 0) {
        findings.add(property, `${property} is empty: at least one resource is needed. ${advice}`);
    }
    value.forEach((item, index) => {
        checkItem(findings, `${property}[${index}]`, item);
    });
    refuseDuplicates(findings, property, value);
}

function checkItem(findings: Findings, place: string, item: unknown): void {
    if (isUnknown(item)) {
        return;
    }
    if (typeof item !== "object" || item === null || Array.isArray(item)) {
        const advice = 'Write { azureResourceId: "...", customDomain: "contoso", region: "westus" }.';
        findings.addValue(place, item, { problem: `is ${describeType(item)}, not an object`, advice });
        return;
    }
    const given = item as Record<string, unknown>;
    refuseUnknownNames(findings, given, Object.keys(members), {
        prefix: `${place}.`,
        noun: "a property of a resource",
    });
    for (const [name, { advice, rule }] of Object.entries(members)) {
        const member = Object.hasOwn(given, name) ? given[name] : undefined;
        if (member === undefined || member === null) {
            findings.add(`${place}.${name}`, `${name} is missing. ${advice}`);
        } else {
            findings.checkText(`${place}.${name}`, member, advice, rule);
        }
    }
}

function refuseDuplicates(findings: Findings, property: string, items: unknown[]): void {
    const firstIndexes = new Map<string, number>();
    items.forEach((item, index) => {
        const id = typeof item === "object" && item !== null && "azureResourceId" in item ? item.azureResourceId : "";
        if (typeof id !== "string" || id === "" || isUnknown(id)) {
            return;
        }
        const first = firstIndexes.get(canonicalArmId(id));
        if (first === undefined) {
            firstIndexes.set(canonicalArmId(id), index);
            return;
        }
        findings.addValue(`${property}[${index}].azureResourceId`, id, {
            problem: `is the account that ${property}[${first}] names already (letter case does not count)`,
            advice: "Name each account once.",
        });
    });
}
