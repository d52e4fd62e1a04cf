import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix, resolve } from "node:path";
import { parseArgs } from "node:util";

/*
 * node dist/packing/copyDocuments.js copy|remove PATH...
 * Run by npm in a package's folder before and after it is packed: the documents of the repository's root, files or folders of it,
 * belong into every tarball, but into the repository only once. Links to what is not copied along lead nowhere in a package:
 * of those, only the text is copied.
 */
const root = resolve(__dirname, "..", "..");
const [verb, ...paths] = parseArgs({ allowPositionals: true }).positionals;

if (verb !== "copy" && verb !== "remove") {
    throw new Error(`The first argument is copy or remove, not "${verb}".`);
}

if (verb === "copy") {
    const files = paths.flatMap(filesIn);
    for (const file of files) {
        copy(file, new Set(files));
    }
} else {
    for (const path of paths) {
        rmSync(join(process.cwd(), path), { recursive: true, force: true });
    }
}

/** The files that a path of the root stands for: itself, or what is in it. */
function filesIn(path: string): string[] {
    const isFolder = statSync(join(root, path)).isDirectory();
    return isFolder ? readdirSync(join(root, path)).flatMap((name) => filesIn(posix.join(path, name))) : [path];
}

function copy(file: string, copied: ReadonlySet<string>): void {
    const target = join(process.cwd(), file);
    mkdirSync(dirname(target), { recursive: true });
    if (file.endsWith(".md")) {
        writeFileSync(target, withLiveLinks(readFileSync(join(root, file), "utf8"), file, copied));
    } else {
        copyFileSync(join(root, file), target);
    }
}

/** A document whose links to other files all lead to one that is copied; links to the web stay. */
function withLiveLinks(text: string, file: string, copied: ReadonlySet<string>): string {
    return text.replace(/(?<!!)\[([^\]]+)\]\(([^)\s]+)\)/g, (link, words: string, target: string) => {
        const [path = ""] = target.split("#");
        const isLive = path === "" || /^[a-z]+:/.test(target) || copied.has(posix.join(posix.dirname(file), path));
        return isLive ? link : words;
    });
}
