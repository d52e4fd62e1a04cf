/**
 * Loads `@azure/core-rest-pipeline` when it is first needed. `require` rather than `import()`: the CommonJS form loads in
 * half the time, and it is the one that `@azure/identity` brings along.
 */
export function pipelineLibrary(): Library {
    // Looking for the module again costs as much as the rest of a request.
    library ??= require("@azure/core-rest-pipeline") as Library;
    return library;
}

type Library = typeof import("@azure/core-rest-pipeline");
let library: Library | undefined;
