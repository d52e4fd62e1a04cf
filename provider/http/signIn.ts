import type { LanguageKeys } from "../auth/languageKeys";
import type { TokenSource } from "../auth/tokenSource";
import type { ServiceRequest } from "./types";

/** How one attempt signs in. */
export type SignIn =
    | { with: "key"; headers: Record<string, string> }
    | { with: "token"; token: string; headers: Record<string, string> };

/**
 * Signs a request in: with the Language key of its host where the request allows one and it has not been refused,
 * else with a token. `refusedToken` is one that the service answered with 401.
 */
export async function signIn(
    url: URL,
    request: Pick<ServiceRequest, "auth" | "deadline">,
    { tokens, keys }: { tokens: TokenSource; keys?: LanguageKeys },
    refusedToken?: string,
): Promise<SignIn> {
    const { keyAllowed, scope, authorityHost } = request.auth;
    const key = keyAllowed ? keys?.keyFor(url) : undefined;
    if (key) {
        return { with: "key", headers: { "Ocp-Apim-Subscription-Key": key } };
    }
    const token = await tokens.getToken({ scope, authorityHost, deadline: request.deadline, renew: refusedToken });
    return { with: "token", token, headers: { Authorization: `Bearer ${token}` } };
}
