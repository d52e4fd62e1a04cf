/*
 * Loaded before everything else (`--require`) in the processes of a test run, which starts them by the hundred: what each does
 * before its own work begins is most of what a run costs.
 */
import { setFlagsFromString } from "node:v8";
import { keepCompiled } from "./compileCache";
import { loadLazily } from "./lazyPackages";

const folder = process.env.COMPILE_CACHE;

// Coverage of what came from a cache is not exact.
if (folder && !process.env.NODE_V8_COVERAGE) {
    // Pulumi sets this flag while it loads. What V8 compiled under other flags it does not take, neither way.
    setFlagsFromString("--allow-natives-syntax");
    keepCompiled(folder);
}
loadLazily();
