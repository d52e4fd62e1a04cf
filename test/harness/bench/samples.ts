/** What most tests are about. */
export const project = "analyze-conversations/EmailApp";
export const deviceId = "0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
export const otherDeviceId = "1a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9";
export const room = "room12@contoso.com";
export const otherRoom = "room13@contoso.com";

/** The ARM id of an account. */
export function arm(account: string): string {
    return (
        "/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/rg" +
        `/providers/Microsoft.CognitiveServices/accounts/${account}`
    );
}

/** Inputs of an assignment of the project at this endpoint, as `check` completes them. */
export function checkedAssignment(endpoint: string, accounts: readonly string[]) {
    return {
        endpoint,
        projectName: "EmailApp",
        projectKind: "conversations",
        apiVersion: "2022-10-01-preview",
        existing: "adopt",
        deleteDeployments: false,
        logicalName: "email-app",
        resources: accounts.map((account) => member(account)),
    };
}

/** A member as a program declares it. */
export function member(account: string, region = "westeurope", customDomain = account.toLowerCase()) {
    return { azureResourceId: arm(account), customDomain, region };
}
