import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { markdownParts } from "./markdown";
import { fillParts } from "./parts";
import { typescriptParts } from "./typescript";

/*
 * Writes what the tables of fields say into the reference and into the types of the package, between the marks that are there.
 * With --check it writes nothing, and fails where something else stands there.
 */

const repository = join(__dirname, "..", "..");
const program = (name: string) => join("provider", "program", `${name}.ts`);
const files = [
    { path: join("docs", "reference.md"), parts: markdownParts },
    ...[
        "types",
        "projectResourceAssignment",
        "deviceResourceAccountBinding",
        "getProjectResources",
        "getAutopilotDevice",
    ].map((name) => ({ path: program(name), parts: typescriptParts })),
];

const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } });
const stale = files.filter(({ path, parts }) => {
    const file = join(repository, path);
    const before = readFileSync(file, "utf8");
    const after = fillParts(before, parts, path);
    if (!options.check) {
        writeFileSync(file, after);
    }
    return after !== before;
});
for (const { path } of stale) {
    console.log(
        options.check ? `${path} is not as the tables of fields have it. Run npm run reference.` : `Wrote ${path}.`,
    );
}
process.exitCode = options.check && stale.length > 0 ? 1 : 0;
