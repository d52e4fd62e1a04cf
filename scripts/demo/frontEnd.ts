import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** What serves the demo's resources: the package, through Pulumi's dynamic providers, or the plugin. */
export type FrontEnd = "dynamic" | "plugin";

const repository = resolve(__dirname, "..", "..");
const quickstart = join(repository, "examples", "quickstart");
/** Classes as an SDK for the plugin has them: Pulumi's CLI generates one from the schema, but not every machine has that. */
const pluginClasses = join(repository, "test", "dist", "engine", "pluginClasses.js");

/** The front end that the command line names with `--front`; without a name the package. Throws if there is none of that name. */
export function readFrontEnd(name = "dynamic"): FrontEnd {
    if (name !== "dynamic" && name !== "plugin") {
        throw new Error(`--front is "${name}"; it can be dynamic or plugin.`);
    }
    return name;
}

/** Says what the program is, and what serves its resources. */
export function describeFrontEnd(frontEnd: FrontEnd): [name: string, value: string][] {
    const program = "examples/quickstart/index.ts";
    return frontEnd === "plugin"
        ? [
              ["program", `${program}, with the classes that the plugin's schema describes`],
              ["provider", "the plugin azure-assignments, plugin/dist"],
          ]
        : [
              ["program", `${program}, as it is`],
              ["provider", "pulumi-azure-assignments, in Pulumi's process for dynamic providers"],
          ];
}

/** Makes a Pulumi project of the quickstart program in a folder. */
export function makeProject(folder: string, name: string, frontEnd: FrontEnd): void {
    mkdirSync(folder, { recursive: true });
    for (const file of ["package.json", "tsconfig.json"]) {
        cpSync(join(quickstart, file), join(folder, file));
    }
    const program = readFileSync(join(quickstart, "index.ts"), "utf8");
    const project = `name: ${name}\nruntime: nodejs\n`;
    const isPlugin = frontEnd === "plugin";
    writeFileSync(join(folder, "index.ts"), isPlugin ? throughPlugin(program) : program);
    writeFileSync(join(folder, "Pulumi.yaml"), isPlugin ? project + pluginsOf(repository) : project);
}

/** The same program with the plugin's classes: their names and arguments are those of the package. */
function throughPlugin(program: string): string {
    const [before, after, ...others] = program.split('from "pulumi-azure-assignments"');
    if (after === undefined || others.length > 0) {
        throw new Error("examples/quickstart/index.ts does not import pulumi-azure-assignments once.");
    }
    return `${before}from ${JSON.stringify(pluginClasses)}${after}`;
}

function pluginsOf(root: string): string {
    return `plugins:\n  providers:\n    - name: azure-assignments\n      path: ${join(root, "plugin", "dist")}\n`;
}
