import { existsSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

/*
 * node dist/packing/mapComments.js remove|restore
 * Run by npm in a package's folder before and after it is packed. The source maps stay here, where they serve debuggers and coverage;
 * a comment that names a map which is not there would make tools look for it in vain. Each file is replaced in one step, since others
 * may be loading it.
 */
const comment = /\n\/\/# sourceMappingURL=.*\s*$/;
const dist = join(process.cwd(), "dist");
const [verb] = process.argv.slice(2);

for (const name of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    const file = join(dist, name);
    if (existsSync(`${file}.map`)) {
        const text = readFileSync(file, "utf8").replace(comment, "").trimEnd();
        const ending = verb === "restore" ? `//# sourceMappingURL=${basename(file)}.map` : "";
        replace(file, `${text}\n${ending}`);
    }
}

function replace(file: string, text: string): void {
    const fresh = `${file}.new`;
    writeFileSync(fresh, text, { mode: statSync(file).mode });
    renameSync(fresh, file);
}
