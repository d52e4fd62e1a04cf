const accountId =
    /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.CognitiveServices\/accounts\/([\w.-]+)$/i;

/** Returns the account name in the ARM id of a Cognitive Services account, or undefined where the id is no such id. */
export function accountNameOf(azureResourceId: string): string | undefined {
    return accountId.exec(azureResourceId)?.[1];
}
