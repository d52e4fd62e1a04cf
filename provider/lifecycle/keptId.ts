import { createHash } from "node:crypto";

/** How much of a hash is kept: enough to tell the members of a stack apart. */
const digits = 16;

/**
 * By what a state remembers that something was there before and is not owned (`existing: "keep"`): a hash of its canonical id,
 * which may be secret.
 */
export function keptId(canonicalId: string): string {
    return createHash("sha256").update(canonicalId).digest("hex").slice(0, digits);
}
