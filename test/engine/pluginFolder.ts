import path from "node:path";

/** Where the build leaves the plugin and its schema. */
export const pluginFolder = path.resolve(__dirname, "..", "..", "..", "plugin", "dist");
