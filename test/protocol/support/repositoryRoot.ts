import { dirname } from "node:path";

/** The repository's root, where the package's name leads to the package. */
export const repositoryRoot = dirname(require.resolve("../../../../package.json"));
