import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import { nodeFetchTransport } from "../http/nodeFetchTransport";
import { proxyPolicy } from "../http/proxyPolicy";
import type { Clock } from "../polling/clock";
import { chooseSignIn, type SignInChoice } from "./chooseSignIn";
import type { CredentialFactory } from "./credential";
import { oidcAssertion } from "./oidcAssertion";
import { readCertificate } from "./readCertificate";
import { signInError } from "./signInError";
import { placeholderAgent, signInTransport, watchSignIn } from "./signInTransport";
import { TransientSignInError } from "./transientSignInError";

// Azure CLI and its like need more than the library's 10 s on a busy build agent.
const LONGEST_TOOL_IN_MS = 20_000;

type Library = typeof import("@azure/identity");

/** What credentials are made of. */
export interface CredentialFactoryOptions {
    clock: Clock;
    /** Default: the process's. `DefaultAzureCredential` always reads the process's. */
    env?: NodeJS.ProcessEnv;
    /** What moves the bytes. Default: node-fetch. */
    transport?: Transport;
}

/** Creates credentials of `@azure/identity` as the environment says (see `chooseSignIn`); loads it with the first one. */
export function createCredentialFactory(options: CredentialFactoryOptions): CredentialFactory {
    const { clock, env = process.env, transport = nodeFetchTransport } = options;
    const means = { transport, clock, proxy: proxyPolicy() };
    return async (authorityHost) => {
        preload();
        const choice = chooseSignIn(env);
        const authority = env.AZURE_AUTHORITY_HOST || authorityHost;
        let credential: TokenCredential | undefined;
        const issue = async (scope: string, abortSignal: AbortSignal) => {
            credential ??= createCredential(choice, authority);
            const issued = await credential.getToken(scope, { abortSignal });
            if (!issued) {
                throw new Error("the credential gave no token");
            }
            return issued;
        };
        return {
            async getToken(scope, signal) {
                try {
                    return await watchSignIn(means, () => issue(scope, signal));
                } catch (error) {
                    // The library would answer the next requests with this failure for a minute, by wall time.
                    credential = undefined;
                    const isTransient = error instanceof TransientSignInError;
                    throw isTransient ? error : signInError(error, { choice, authorityHost: authority, scope, env });
                }
            },
        };
    };
}

/** The CommonJS form loads in half the time of `import()`. */
function library(): Library {
    return require("@azure/identity");
}

/** Loads the library at once, not in the midst of other work; where that fails, signing in will tell. */
function preload(): void {
    try {
        library();
    } catch {
        // Told by the sign-in that needs it.
    }
}

function createCredential(choice: SignInChoice, authorityHost: string): TokenCredential {
    const identity = library();
    // Repeating is done here, on this project's clock and until the deadline.
    const options = {
        authorityHost,
        httpClient: signInTransport,
        agent: placeholderAgent,
        retryOptions: { maxRetries: 0 },
    };
    switch (choice.way) {
        case "default":
            return new identity.DefaultAzureCredential({ ...options, processTimeoutInMs: LONGEST_TOOL_IN_MS });
        case "managedIdentity":
        case "armManagedIdentity":
            return new identity.ManagedIdentityCredential({ ...options, clientId: choice.clientId });
        case "armSecret":
            return new identity.ClientSecretCredential(choice.tenantId, choice.clientId, choice.secret, options);
        case "armCertificate": {
            const certificate = { certificate: readCertificate(choice.path), certificatePassword: choice.password };
            return new identity.ClientCertificateCredential(choice.tenantId, choice.clientId, certificate, options);
        }
        case "armOidc": {
            const assertion = () => oidcAssertion(choice.assertion, signInTransport);
            return new identity.ClientAssertionCredential(choice.tenantId, choice.clientId, assertion, options);
        }
    }
}
