import { readFile } from "node:fs/promises";
import path from "node:path";

/** What the engines need to know of a `Pulumi.yaml`. */
export interface ProjectFile {
    name: string;
    /** The program's folder, relative to the project's. */
    main: string;
    /** Pulumi's default for Node.js projects is true: `index.ts` and `index.js` both run. */
    typescript: boolean;
    /** Folders of provider plugins, by package. */
    plugins: Record<string, string>;
}

/**
 * Reads the settings that matter here from a project's `Pulumi.yaml`, each on a line of its own. Defaults that it declares for
 * configuration are not read.
 */
export async function readProjectFile(folder: string): Promise<ProjectFile> {
    const text = await readFile(path.join(folder, "Pulumi.yaml"), "utf8");
    const setting = (key: string) => new RegExp(`^${key}:\\s*["']?([^"'#\\s]+)`, "m").exec(text)?.[1];
    const name = setting("name");
    if (name === undefined) {
        throw new Error(`${path.join(folder, "Pulumi.yaml")} has no name.`);
    }
    return {
        name,
        main: setting("main") ?? ".",
        typescript: !/^\s+typescript:\s*["']?false/m.test(text),
        plugins: pluginsIn(text, folder),
    };
}

function pluginsIn(text: string, folder: string): Record<string, string> {
    const found = text.matchAll(/^\s+- name:\s*["']?([\w-]+)["']?\s*\n\s+path:\s*["']?([^"'#\s]+)/gm);
    return Object.fromEntries([...found].map(([, name = "", place = ""]) => [name, path.resolve(folder, place)]));
}
