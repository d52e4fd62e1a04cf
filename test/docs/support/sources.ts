import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../packaging/support/repository";

const notSources = new Set(["dist", "node_modules", "test"]);

/** A file, or the TypeScript files of a folder, tests aside, as pairs of path and text; none where there is no such thing. */
export function sourceFiles(source: string): [path: string, text: string][] {
    const path = join(repository, source);
    if (!existsSync(path)) {
        return [];
    }
    if (statSync(path).isFile()) {
        return source.endsWith(".ts") ? [[source, readFileSync(path, "utf8")]] : [];
    }
    const names = readdirSync(path).filter((name) => !notSources.has(name));
    return names.flatMap((name) => sourceFiles(`${source}/${name}`));
}

/** The source text of the provider package, all files together. */
export function providerSource(): string {
    return sourceFiles("provider")
        .map(([, text]) => text)
        .join("\n");
}
