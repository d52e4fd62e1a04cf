import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { releaseNotes } from "./notes";
import { releaseProblems } from "./problems";
import { type Project, prepare, projectProblems, readJson } from "./project";

/*
 * node dist/release/main.js check [--tag TAG] | prepare | notes
 * `check` lists everything that keeps a version from being published, and exits with 1 if there is anything. npm runs it before each publish.
 * `prepare` writes what is derived from project.json. `notes` prints the changelog's newest section.
 */
const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { tag: { type: "string" }, root: { type: "string", default: resolve(__dirname, "..", "..") } },
});
const { root, tag } = values;

switch (positionals.join(" ")) {
    case "check":
        report(releaseProblems(root, tag));
        break;
    case "prepare": {
        const project = readJson<Project>(root, "project.json");
        const problems = projectProblems(project);
        report(problems);
        if (problems.length === 0) {
            prepare(root, project);
        }
        break;
    }
    case "notes":
        console.log(releaseNotes(root));
        break;
    default:
        report(["usage: main.js check [--tag TAG] | prepare | notes"]);
}

function report(problems: readonly string[]): void {
    if (problems.length > 0) {
        console.error(["Not ready for a release:", ...problems.map((problem) => `- ${problem}`)].join("\n"));
        process.exitCode = 1;
    }
}
