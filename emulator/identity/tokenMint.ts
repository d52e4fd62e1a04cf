import { randomBytes, randomUUID } from "node:crypto";
import type { TokenClaims } from "../options.js";

interface Claims {
    readonly aud: string;
    readonly expiresAtMs: number;
}

/** Issues tokens and recognises them. They look like JWTs, since clients log claims of those, but only this mint can make one. */
export class TokenMint {
    private readonly issued = new Map<string, Claims>();

    /** Issues a token for one audience that is good until the given time; what else it says decides nothing here. */
    issue(audience: string, now: number, expiresAtMs: number, more: TokenClaims = {}): string {
        const header = encode({ typ: "JWT", alg: "HS256" });
        const payload = encode({
            ...more,
            aud: audience,
            iss: "azure-assignments-emulator",
            iat: Math.floor(now / 1000),
            exp: Math.floor(expiresAtMs / 1000),
            expiresAtMs,
            jti: randomUUID(),
        });
        const token = `${header}.${payload}.${randomBytes(32).toString("base64url")}`;
        this.issued.set(token, { aud: audience, expiresAtMs });
        return token;
    }

    /** Returns what is wrong with a token for this audience, or undefined where it is good. */
    fault(token: string, audience: string, now: number): "unknown" | "audience" | "expired" | undefined {
        const claims = this.issued.get(token);
        if (!claims) {
            return "unknown";
        }
        if (claims.aud !== audience) {
            return "audience";
        }
        return claims.expiresAtMs <= now ? "expired" : undefined;
    }
}

function encode(value: unknown): string {
    return Buffer.from(JSON.stringify(value)).toString("base64url");
}
