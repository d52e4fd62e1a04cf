import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { Clock } from "../core/clock";
import { TransientSignInError } from "../core/errors";
import { nodeFetchTransport, proxyPolicy } from "../http/transport";
import { chooseSignIn } from "./chooseSignIn";
import { createCredential, type GivenToken, type LibraryCredential, preload } from "./credentials";
import { compareTenant, describeIdentity } from "./identity";
import { tenantOf } from "./signInChoice";
import { incompleteError, signInError, tenantError } from "./signInError";
import { watchSignIn } from "./signInTransport";

/** An access token and when it ends. */
export interface IssuedToken {
    token: string;
    /** Milliseconds since the epoch, as the issuer's clock has it. */
    expiresOnTimestamp: number;
    /** For whom it speaks, by which way and in which tenant, in words. */
    identity?: string;
}

/** One way of signing in to one authority. */
export interface Credential {
    /**
     * Asks for a token, once. Rejects with `TransientSignInError` when asking again may help, with `AuthError` when it
     * cannot.
     */
    getToken(scope: string, signal: AbortSignal): Promise<IssuedToken>;
}

/** Creates a credential with an empty cache for an authority such as `https://login.microsoftonline.com`. */
export type CredentialFactory = (authorityHost: string) => Promise<Credential>;

/** What credentials are made of. */
export interface CredentialFactoryOptions {
    clock: Clock;
    /** Default: the process's. `DefaultAzureCredential` and `AzurePipelinesCredential` always read the process's. */
    env?: NodeJS.ProcessEnv;
    /** What moves the bytes. Default: node-fetch. */
    transport?: Transport;
}

/** Creates credentials of `@azure/identity` as the environment says (see `chooseSignIn`); loads it with the first one. */
export function createCredentialFactory(options: CredentialFactoryOptions): CredentialFactory {
    const { clock, env = process.env, transport = nodeFetchTransport } = options;
    const means = { transport, clock, proxy: proxyPolicy() };
    return async (defaultAuthority): Promise<Credential> => {
        const choice = chooseSignIn(env);
        if (choice.way === "incomplete") {
            return { getToken: () => Promise.reject(incompleteError(choice, env)) };
        }
        preload();
        const authorityHost = env.AZURE_AUTHORITY_HOST || defaultAuthority;
        let credential: LibraryCredential | undefined;
        const issue = (scope: string, signal: AbortSignal) => {
            credential ??= createCredential(choice, authorityHost, env);
            return credential.getToken(scope, signal);
        };
        return {
            async getToken(scope, signal) {
                try {
                    const given = await watchSignIn(means, async () => issue(scope, signal));
                    return toIssued(given, env);
                } catch (error) {
                    // The library would answer the next requests with this failure for a minute, by wall time.
                    credential = undefined;
                    const isTransient = error instanceof TransientSignInError;
                    throw isTransient ? error : signInError(error, { choice, authorityHost, scope, env });
                }
            },
        };
    };
}

/** Refuses a token of another tenant than the environment's: what it is for might be somebody else's. */
function toIssued({ issued, by, askedForTenant }: GivenToken, env: NodeJS.ProcessEnv) {
    const { token, expiresOnTimestamp } = issued;
    const tenantId = tenantOf(env);
    const compared = compareTenant(token, tenantId);
    const identity = describeIdentity(token, by, tenantId);
    if (compared === "other" || (compared === "unknown" && !askedForTenant)) {
        throw tenantError(identity, compared, env);
    }
    return { token, expiresOnTimestamp, identity };
}
