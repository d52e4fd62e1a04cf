import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The changelog's newest section, without its heading. */
export function releaseNotes(root: string): string {
    const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
    const [, , newest = ""] = /^(## .+)\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(changelog) ?? [];
    return newest.trim();
}
