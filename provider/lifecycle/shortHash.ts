import { createHash } from "node:crypto";

/** How much of a hash is kept: enough to tell the resources and members of a stack apart. */
const digits = 16;

/** By what a state remembers something, by its canonical id, that it must not show: what is hashed may be secret. */
export function shortHash(canonical: string): string {
    return createHash("sha256").update(canonical).digest("hex").slice(0, digits);
}
