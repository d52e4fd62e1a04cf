import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../packaging/support/repository";

const generated = new Set(["node_modules", "dist", "coverage", ".git", ".demo", ".work"]);

/** All Markdown files, by their paths in the repository. */
export function documents(folder = ""): string[] {
    const entries = readdirSync(join(repository, folder), { withFileTypes: true });
    return entries
        .filter(({ name }) => !generated.has(name))
        .flatMap((entry) => {
            const path = folder ? `${folder}/${entry.name}` : entry.name;
            return entry.isDirectory() ? documents(path) : path.endsWith(".md") ? [path] : [];
        })
        .sort();
}

/** The files that git tracks, or would; undefined where this is no clone. */
export function trackedFiles(): string[] | undefined {
    if (!existsSync(join(repository, ".git"))) {
        return undefined;
    }
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const files = execFileSync("git", args, { cwd: repository, encoding: "utf8" }).split("\0");
    return files.filter((file) => file !== "" && existsSync(join(repository, file)));
}
