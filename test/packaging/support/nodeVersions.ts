import { mkdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./run";

/** The versions of Node.js that the package is for, oldest first. */
export const nodeVersions = [20, 22, 24] as const;

const ownVersion = Number(process.versions.node.split(".")[0]);

/** Another version than the one that runs the tests: the newest, or the one before. */
export const otherVersion = ownVersion === 24 ? 22 : 24;

/**
 * A `PATH` on which `node` is of that version: the one that runs the tests, or one that npm's package `node` brings for this platform,
 * installed into the folder. Undefined where that cannot be had.
 */
export async function pathOfNode(version: number, folder: string): Promise<string | undefined> {
    const rest = process.env.PATH ?? "";
    if (version === ownVersion) {
        return [join(process.execPath, ".."), rest].join(delimiter);
    }
    const home = join(folder, `node-${version}`);
    mkdirSync(home, { recursive: true });
    try {
        await run(
            "npm",
            ["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", home, `node@${version}`],
            home,
        );
        const bin = join(home, "node_modules", "node", "bin");
        const found = await run(join(bin, "node"), ["--version"], home);
        return found.startsWith(`v${version}.`) ? [bin, rest].join(delimiter) : undefined;
    } catch {
        return undefined;
    }
}
