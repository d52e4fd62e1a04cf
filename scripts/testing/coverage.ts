import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./suites";

const c8 = require.resolve("c8/bin/c8.js");
const folder = join(repository, "coverage");
const raw = join(folder, "raw");
const compiled = join(repository, "provider", "dist");
const leastLines = 90;

/** The suites in which coverage is measured, also in the processes they start. The others start hundreds, and would add little. */
const measuredSuites = ["unit", "protocol"];

/** Forgets the coverage of earlier runs. */
export function clearCoverage(): void {
    rmSync(folder, { recursive: true, force: true });
}

/** The environment in which a suite's processes record what they cover, where that is measured. */
export function coverageEnv(suite: string): NodeJS.ProcessEnv {
    return measuredSuites.includes(suite) ? { NODE_V8_COVERAGE: raw } : {};
}

/** Prints the line coverage of every file of the provider; false when it is below the threshold on the whole. */
export function reportCoverage(): boolean {
    const scope = ["--all", "--src", "provider", "--include", "provider/**/*.ts"];
    const without = ["**/*.d.ts", ...typeFiles()].flatMap((pattern) => ["--exclude", pattern]);
    const output = ["--reporter", "text", "--reporter", "lcovonly", "--reports-dir", folder];
    const threshold = ["--check-coverage", "--lines", String(leastLines)];
    const args = [
        "report",
        "--temp-directory",
        raw,
        "--exclude-after-remap",
        ...scope,
        ...without,
        ...output,
        ...threshold,
    ];
    const options = { cwd: repository, stdio: "inherit" } as const;
    return spawnSync(process.execPath, [c8, ...args], options).status === 0;
}

/** The sources that only declare types: no line of theirs can ever run. */
function typeFiles(): string[] {
    const files = readdirSync(compiled, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
    const isEmpty = (code: string) =>
        code
            .replace(/^"use strict";$|^Object\.defineProperty\(exports, "__esModule", .*$|^\/\/.*$/gm, "")
            .replace(/\/\*[\s\S]*?\*\//g, "")
            .trim() === "";
    return files
        .filter((file) => isEmpty(readFileSync(join(compiled, file), "utf8")))
        .map((file) => join("provider", file.replace(/\.js$/, ".ts")));
}
