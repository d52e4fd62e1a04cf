import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import type { TokenClaims } from "../options.js";

interface Claims {
    readonly aud: string;
    readonly exp: number;
    readonly expiresAtMs: number;
}

/** Issues tokens and recognises them. They look like JWTs, since clients log claims of those, but only this mint can make one. */
export class TokenMint {
    private readonly secret = randomBytes(32);

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
        return `${header}.${payload}.${this.sign(`${header}.${payload}`)}`;
    }

    /** Returns what is wrong with a token for this audience, or undefined where it is good. */
    fault(token: string, audience: string, now: number): "unknown" | "audience" | "expired" | undefined {
        const claims = this.claimsOf(token);
        if (!claims) {
            return "unknown";
        }
        if (claims.aud !== audience) {
            return "audience";
        }
        return claims.expiresAtMs <= now ? "expired" : undefined;
    }

    private claimsOf(token: string): Claims | undefined {
        const [header, payload, signature, ...rest] = token.split(".");
        if (!header || !payload || !signature || rest.length > 0) {
            return undefined;
        }
        const expected = Buffer.from(this.sign(`${header}.${payload}`));
        const given = Buffer.from(signature);
        if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
            return undefined;
        }
        return JSON.parse(Buffer.from(payload, "base64url").toString()) as Claims;
    }

    private sign(text: string): string {
        return createHmac("sha256", this.secret).update(text).digest("base64url");
    }
}

function encode(value: unknown): string {
    return Buffer.from(JSON.stringify(value)).toString("base64url");
}
