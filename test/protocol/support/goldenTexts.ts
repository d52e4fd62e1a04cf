import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ResourceName } from "./providerTexts";
import { repositoryRoot } from "./repositoryRoot";

/** A text as some version stored it in users' states. */
export interface GoldenText {
    /** The version that stored it first. */
    version: string;
    resource: ResourceName;
    text: string;
}

const folder = join(repositoryRoot, "test", "protocol", "golden");

/** Every text that any version ever stored: `<version>.<resource>.txt`, oldest first. None is ever changed or removed. */
export function goldenTexts(): GoldenText[] {
    const files = readdirSync(folder).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return files.map((file) => {
        const [, version = "", resource = ""] = /^(.+)\.(\w+)\.txt$/.exec(file) ?? [];
        return { version, resource: resource as ResourceName, text: readFileSync(join(folder, file), "utf8") };
    });
}
