import type { KeySource, ServiceRequest, TokenSource } from "./types";

/** How long a request that has a key to fall back on waits for the token that it would rather have. */
const tokenPatienceInMs = 30_000;

/** How one attempt signs in. */
export type SignIn =
    | { with: "key"; headers: Record<string, string> }
    | { with: "token"; token: string; headers: Record<string, string> };

/** What is known of the ways of signing in from earlier attempts of the same request. */
export interface SignInHistory {
    /** A token that the service answered with 401. */
    refusedToken?: string;
    /** Whether to use the key, where there is one: no token can be had, or tokens are refused. */
    settledForKey?: boolean;
    /** Whether this request does without the key. */
    withoutKey?: boolean;
}

/** A request as far as signing in concerns it. */
type Signing = Pick<ServiceRequest, "auth" | "deadline" | "tokenFirst">;

/** What requests sign in with. */
interface SignInSources {
    tokens: TokenSource;
    keys?: KeySource;
}

/**
 * Signs a request in: with the Language key of its host where the request allows one and it has not been refused,
 * else with a token. A request that would rather have a token gets one if that can be had.
 */
export async function signIn(
    url: URL,
    request: Signing,
    sources: SignInSources,
    history: SignInHistory = {},
): Promise<SignIn> {
    const key = usableKey(url, request, sources, history);
    if (key === undefined) {
        return withToken(request, sources, history, request.deadline);
    }
    const withKey: SignIn = { with: "key", headers: { "Ocp-Apim-Subscription-Key": key } };
    if (!request.tokenFirst || history.settledForKey) {
        return withKey;
    }
    try {
        return await withToken(request, sources, history, request.deadline.within(tokenPatienceInMs));
    } catch {
        request.deadline.throwIfAborted();
        return withKey;
    }
}

/** The key that may serve the request, unless there is none, or it was refused. */
export function usableKey(
    url: URL,
    { auth }: Signing,
    { keys }: SignInSources,
    { withoutKey }: SignInHistory,
): string | undefined {
    return auth.keyAllowed && !withoutKey ? keys?.keyFor(url) : undefined;
}

async function withToken(
    { auth: { scope, authorityHost } }: Signing,
    { tokens }: SignInSources,
    { refusedToken }: SignInHistory,
    deadline: ServiceRequest["deadline"],
): Promise<SignIn> {
    const token = await tokens.getToken({ scope, authorityHost, deadline, renew: refusedToken });
    return { with: "token", token, headers: { Authorization: `Bearer ${token}` } };
}
