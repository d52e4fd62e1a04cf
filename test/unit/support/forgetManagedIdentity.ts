import { createRequire } from "node:module";

interface MsalNode {
    ManagedIdentityApplication: new () => {
        managedIdentityClient: { constructor: { identitySource?: unknown; sourceName?: unknown } };
    };
}

/**
 * Makes MSAL forget the managed identity of this process. It keeps the first `IDENTITY_ENDPOINT` that it sees, which is
 * right for a program and wrong for tests that start several servers.
 */
export function forgetManagedIdentity(): void {
    const fromIdentity = createRequire(require.resolve("@azure/identity"));
    const { ManagedIdentityApplication }: MsalNode = fromIdentity("@azure/msal-node");
    const shared = new ManagedIdentityApplication().managedIdentityClient.constructor;
    shared.identitySource = undefined;
    shared.sourceName = undefined;
}
