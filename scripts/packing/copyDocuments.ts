import { copyFileSync, rmSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";

/*
 * node dist/packing/copyDocuments.js copy|remove FILE...
 * Run by npm in a package's folder before and after it is packed: the documents of the repository's root belong into every
 * tarball, but into the repository only once.
 */
const root = resolve(__dirname, "..", "..");
const [verb, ...files] = parseArgs({ allowPositionals: true }).positionals;

if (verb !== "copy" && verb !== "remove") {
    throw new Error(`The first argument is copy or remove, not "${verb}".`);
}

for (const file of files) {
    const copy = join(process.cwd(), basename(file));
    if (verb === "copy") {
        copyFileSync(join(root, file), copy);
    } else {
        rmSync(copy, { force: true });
    }
}
