import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";

/** The root of the repository. */
export const repository = resolve(__dirname, "..", "..");

/** Suites that run only where they are named: they install packages with several package managers, and take minutes. */
export const suitesOnRequest: readonly string[] = ["matrix"];

/** The compiled test files by suite: a suite is a folder of `test/` that holds tests, or the emulator's own. */
export function findSuites(): ReadonlyMap<string, string[]> {
    const folders = readdirSync(join(repository, "test"), { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && entry.name !== "dist")
        .map(({ name }) => [name, testFiles(join("test", name), join("test", "dist", name))] as const);
    const emulator = ["emulator", testFiles("emulator/test", "emulator/dist/test")] as const;
    return new Map([...folders, emulator].filter(([, files]) => files.length > 0));
}

/** The sources decide, since the compiler leaves the output of deleted ones behind. */
function testFiles(sources: string, compiled: string): string[] {
    const folder = join(repository, sources);
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
    return files
        .filter((file) => file.endsWith(".test.ts"))
        .sort()
        .map((file) => join(repository, compiled, file.replace(/\.ts$/, ".js")));
}
