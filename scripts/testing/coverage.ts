import { spawn } from "node:child_process";
import { once } from "node:events";
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
    return isMeasured(suite) ? { NODE_V8_COVERAGE: raw } : {};
}

/** Whether coverage is measured in a suite. */
export function isMeasured(suite: string): boolean {
    return measuredSuites.includes(suite);
}

/** What a run covered. */
export interface Coverage {
    /** The line coverage of every file of the provider. */
    text: string;
    /** Whether it reaches the threshold on the whole. */
    isEnough: boolean;
}

/** Reckons what was covered, in a process of its own, since other suites may still run. */
export async function reckonCoverage(): Promise<Coverage> {
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
    const child = spawn(process.execPath, [c8, ...args], { cwd: repository, stdio: ["ignore", "pipe", "pipe"] });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (chunk: string) => {
            text += chunk;
        });
    }
    const [code] = await once(child, "close");
    return { text, isEnough: code === 0 };
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
