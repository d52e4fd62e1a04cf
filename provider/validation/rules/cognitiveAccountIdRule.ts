import type { Problem } from "../findings";
import { isGuid } from "../isGuid";

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
