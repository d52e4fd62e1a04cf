import { parseJson } from "../core/json";
import { printableText } from "../core/text";

/** What a token says of itself. It is not verified: that is for the service; here it only tells a person, and refuses. */
export interface TokenClaims {
    /** The tenant. */
    tid?: string;
    /** The application's id. */
    appId?: string;
    /** The user's name. */
    user?: string;
    /** The object id of user or service principal. */
    oid?: string;
    /** What it may do: `scp` of a user's token, `roles` of an application's; empty where it names nothing. */
    permissions: string[];
}

/** The claims of a token that is a JWT; undefined of any other, which says nothing. */
export function claimsOf(token: string): TokenClaims | undefined {
    const [, payload, signature] = token.split(".");
    if (!payload || signature === undefined) {
        return undefined;
    }
    const parsed = parseJson(Buffer.from(payload, "base64url").toString());
    const claims =
        parsed.ok && typeof parsed.value === "object" ? (parsed.value as Record<string, unknown> | null) : null;
    if (!claims) {
        return undefined;
    }
    const text = (...names: string[]) => {
        const found = names.map((name) => claims[name]).find((value) => typeof value === "string" && value !== "");
        return found === undefined ? undefined : printableText(String(found), 128);
    };
    return {
        tid: text("tid"),
        appId: text("appid", "azp"),
        user: text("upn", "unique_name", "preferred_username"),
        oid: text("oid"),
        permissions: [...wordsOf(claims.scp), ...wordsOf(claims.roles)],
    };
}

/** A claim that is a list of words, or a text of words with blanks between them. */
function wordsOf(claim: unknown): string[] {
    const words: unknown[] = typeof claim === "string" ? claim.split(" ") : Array.isArray(claim) ? claim : [];
    return words
        .filter((word) => typeof word === "string" && word !== "")
        .map((word) => printableText(String(word), 128));
}

/**
 * Who a token speaks for, by which way and in which tenant: `application 1f0c... (object 2b1d...), by the secret of
 * ARM_CLIENT_SECRET, in tenant 9a7b...`. `way` is in words; `tenantId` is where it was asked for.
 */
export function describeIdentity(token: string, way: string, tenantId: string | undefined): string {
    const { user, appId, oid, tid }: Partial<TokenClaims> = claimsOf(token) ?? {};
    const who = user ?? (appId && `application ${appId}`) ?? (oid && `object ${oid}`);
    const object = (user || appId) && oid ? ` (object ${oid})` : "";
    const tenant = tid ?? (tenantId && printableText(tenantId, 128));
    return `${who ? `${who}${object}` : "an identity that the token does not name"}, by ${way}${tenant ? `, in tenant ${tenant}` : ""}`;
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a token's tenant is to the tenant that the environment asks for; a name (`contoso.com`) cannot be compared with an id. */
export function compareTenant(token: string, tenantId: string | undefined): "same" | "other" | "unknown" {
    const tid = claimsOf(token)?.tid;
    if (!tid || !tenantId) {
        return "same";
    }
    if (!guid.test(tenantId)) {
        return "unknown";
    }
    return tid.toLowerCase() === tenantId.toLowerCase() ? "same" : "other";
}
