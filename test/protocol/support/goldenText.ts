import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** The resource classes by the name that ends their type. */
export type ResourceName = "ProjectResourceAssignment" | "DeviceResourceAccountBinding";

const folder = resolve(__dirname, "..", "..", "..", "protocol", "golden");

/** The provider text as states of users hold it; what a class registers must stay the same byte by byte. */
export function goldenText(resource: ResourceName): string {
    return readFileSync(join(folder, `${resource}.txt`), "utf8");
}
