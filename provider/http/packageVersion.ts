import { readFileSync } from "node:fs";
import { join } from "node:path";

/** This package's version, as its package.json says; read once asked for. */
export function packageVersion(): string {
    // From dist/http up to the package's root.
    const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
    return String((JSON.parse(text) as { version?: unknown }).version);
}
