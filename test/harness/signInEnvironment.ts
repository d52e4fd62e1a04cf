/** The environment by which a process signs in at an emulator. */
export function signInEnvironment(emulator: { identityEndpoint: string; identityHeader: string }) {
    return {
        IDENTITY_ENDPOINT: emulator.identityEndpoint,
        IDENTITY_HEADER: emulator.identityHeader,
        AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
    };
}
