import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the changelog says of its newest version, without the heading. */
export function releaseNotes(root: string): string {
    const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
    const [, , newest = ""] = /^(## .+)\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
    return newest.trim();
}
