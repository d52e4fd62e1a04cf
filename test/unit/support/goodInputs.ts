import { bindingTable } from "#provider/lifecycle/deviceResourceAccountBinding/fields";
import { assignmentTable } from "#provider/lifecycle/projectResourceAssignment/fields";
import { checkInputs } from "#provider/validation/checkInputs";
import type { CheckFailure, CheckResult } from "#provider/validation/findings";

/** What a preview gives in place of a value that it does not know. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const accountId =
    "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/my-group" +
    "/providers/Microsoft.CognitiveServices/accounts/contoso";

export const member = { azureResourceId: accountId, customDomain: "contoso", region: "westus" };

export const assignment = {
    endpoint: "https://contoso.cognitiveservices.azure.com",
    projectName: "Travel",
    resources: [member],
};

export const binding = {
    deviceId: "5a0c1f3e-0d3b-4e53-9c0f-6b8f2d1c7a90",
    userPrincipalName: "room-101@contoso.com",
};

type Check = (news: Record<string, unknown>) => CheckResult;

/** Checks inputs by the table of an assignment. */
export const checkAssignment: Check = (news) => checkInputs(news, assignmentTable);

/** Checks inputs by the table of a binding. */
export const checkBinding: Check = (news) => checkInputs(news, bindingTable);

/** Checks good inputs with one of them replaced, and gives what failed. */
export function failuresWith(check: Check, good: object, change: Record<string, unknown>): CheckFailure[] {
    return check({ ...good, ...change }).failures;
}

/** Replaces one member of the first resource of the good assignment. */
export function withMember(change: Record<string, unknown>): Record<string, unknown> {
    return { resources: [{ ...member, ...change }] };
}

/** A row of a table of refusals: what is changed, where the failure is, and what its reason must say. */
export interface Refusal {
    change: Record<string, unknown>;
    property: string;
    says: RegExp[];
}

/** A short title for a row of a table. */
export function titleOf(value: unknown): string {
    const text = JSON.stringify(value);
    return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
