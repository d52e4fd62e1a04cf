import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The resource classes by the name that ends their type. */
export type ResourceName = "ProjectResourceAssignment" | "DeviceResourceAccountBinding";

/** A provider text as some version stored it in users' states. */
export interface GoldenText {
    /** The version that stored it first. */
    version: string;
    resource: ResourceName;
    text: string;
}

const folder = resolve(__dirname, "..", "..", "..", "protocol", "golden");

/** Every text that any version stored: `<version>.<resource>.txt`, oldest first. None is ever changed or removed. */
export function goldenTexts(): GoldenText[] {
    const files = readdirSync(folder).sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return files.map((file) => {
        const [, version = "", resource = ""] = /^(.+)\.(\w+)\.txt$/.exec(file) ?? [];
        return { version, resource: resource as ResourceName, text: readFileSync(join(folder, file), "utf8") };
    });
}

/** The text that the newest version stores; what a class registers must stay the same byte by byte. */
export function goldenText(resource: ResourceName): string {
    const texts = goldenTexts().filter((golden) => golden.resource === resource);
    return texts.at(-1)?.text ?? "";
}
