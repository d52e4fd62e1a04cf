import { writeFileSync } from "node:fs";
import path from "node:path";
import { readPublication } from "#plugin/publication";
import { schemaOf } from "#plugin/schema/schema";
import { bundlePlugin, pluginFolder } from "./bundle";

/** Makes the plugin and its schema in `plugin/dist`. */
async function main(): Promise<void> {
    await bundlePlugin();
    const schema = JSON.stringify(schemaOf(readPublication()), undefined, 4);
    writeFileSync(path.join(pluginFolder, "schema.json"), `${schema}\n`);
}

void main();
