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
