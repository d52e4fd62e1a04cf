import type { Publication } from "./schema/package";

/** Who publishes the plugin, and where: a part of `package.json`, which the bundle has in it. */
export function readPublication(): Publication {
    const { version, pulumi } = require("../package.json") as { version: string; pulumi: Omit<Publication, "version"> };
    return { version, ...pulumi };
}
