// node validateWorkflows.mjs FILE...
// Prints what GitHub's own language service finds wrong in workflows, as a JSON list of "FILE:LINE: MESSAGE".
import { readFileSync } from "node:fs";
import { register } from "node:module";
import { TextDocument } from "vscode-languageserver-textdocument";

// The package is made for bundlers: it imports JSON files without saying so.
const hook = `import { readFileSync } from "node:fs";
export async function load(url, context, next) {
    return url.endsWith(".json")
        ? { format: "module", source: "export default " + readFileSync(new URL(url), "utf8"), shortCircuit: true }
        : next(url, context);
}`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
const { validate } = await import("@actions/languageservice");

const problems = [];
for (const file of process.argv.slice(2)) {
    const document = TextDocument.create(`file:///.github/workflows/${file}`, "yaml", 1, readFileSync(file, "utf8"));
    for (const { range, message } of await validate(document, {})) {
        problems.push(`${file}:${range.start.line + 1}: ${message}`);
    }
}
console.log(JSON.stringify(problems));
