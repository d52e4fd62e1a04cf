import { canonicalArmId } from "../canonicalArmId";
import { describeType } from "../describeValue";
import type { Findings, TextRule } from "../findings";
import { isUnknown } from "../unknown";
import { refuseUnknownNames } from "../unknownNames";
import { cognitiveAccountIdRule } from "./cognitiveAccountIdRule";
import { customDomainRule } from "./customDomainRule";
import { regionRule } from "./regionRule";

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
