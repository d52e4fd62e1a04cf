import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../packaging/support/repository";

/** The source text of the provider package, all files together. */
export function providerSource(folder = "provider"): string {
    const entries = readdirSync(join(repository, folder), { withFileTypes: true });
    return entries
        .filter(({ name }) => name !== "dist" && name !== "node_modules")
        .map((entry) => {
            const path = `${folder}/${entry.name}`;
            const isSource = entry.name.endsWith(".ts");
            return entry.isDirectory()
                ? providerSource(path)
                : isSource
                  ? readFileSync(join(repository, path), "utf8")
                  : "";
        })
        .join("\n");
}
