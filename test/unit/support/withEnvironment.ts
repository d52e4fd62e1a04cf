// Whatever signs in or routes requests on the machine that runs the tests must not take part in them.
const foreign =
    /^(AZURE_|ARM_|IDENTITY_|MSI_|IMDS_|ACTIONS_ID_TOKEN_|GITHUB_ACTIONS$|SYSTEM_|AZURESUBSCRIPTION_|HTTPS?_PROXY$|ALL_PROXY$|NO_PROXY$)/i;

/** Runs `act` with these environment variables and none of the machine's own that matter to sign-in and proxies. */
export async function withEnvironment<T>(variables: Record<string, string>, act: () => Promise<T>): Promise<T> {
    const before = { ...process.env };
    for (const name of Object.keys(process.env).filter((name) => foreign.test(name))) {
        delete process.env[name];
    }
    Object.assign(process.env, variables);
    try {
        return await act();
    } finally {
        for (const name of Object.keys(process.env)) {
            delete process.env[name];
        }
        Object.assign(process.env, before);
    }
}
