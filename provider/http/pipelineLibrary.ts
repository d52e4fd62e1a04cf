/**
 * Loads `@azure/core-rest-pipeline` when it is first needed. `require` rather than `import()`: the CommonJS form loads in
 * half the time, and it is the one that `@azure/identity` brings along.
 */
export function pipelineLibrary(): typeof import("@azure/core-rest-pipeline") {
    return require("@azure/core-rest-pipeline");
}
