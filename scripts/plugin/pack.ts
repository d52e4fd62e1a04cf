import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readPublication } from "#plugin/publication";
import { executableName, pluginFolder } from "./bundle";

const launchers = path.join(pluginFolder, "..", "launcher");

/** Where the tarballs go. */
const releaseFolder = path.join(pluginFolder, "release");

/** The machines that a release serves, as Pulumi's engine names them. */
export const platforms = ["linux", "darwin", "windows"].flatMap((system) =>
    ["amd64", "arm64"].map((architecture) => ({ system, architecture })),
);

/** Packs the built plugin for a machine, as the engine looks for it in a release; returns the tarball's path. */
export function packPlugin(
    { system, architecture }: (typeof platforms)[number],
    folder: string = releaseFolder,
): string {
    const stage = mkdtempSync(path.join(os.tmpdir(), "azure-assignments-"));
    try {
        copyFileSync(path.join(pluginFolder, executableName), path.join(stage, "provider.cjs"));
        chmodSync(path.join(stage, "provider.cjs"), 0o644);
        const launcher = system === "windows" ? `${executableName}.cmd` : executableName;
        for (const file of [launcher, "start.cjs"]) {
            cpSync(path.join(launchers, file), path.join(stage, file));
        }
        chmodSync(path.join(stage, launcher), 0o755);
        for (const file of ["LICENSE", "THIRD_PARTY_LICENSES.txt"]) {
            copyFileSync(path.join(pluginFolder, file), path.join(stage, file));
        }
        mkdirSync(folder, { recursive: true });
        const name = `${executableName}-v${readPublication().version}-${system}-${architecture}.tar.gz`;
        const tarball = path.join(folder, name);
        execFileSync("tar", ["-czf", tarball, "-C", stage, "."]);
        return tarball;
    } finally {
        rmSync(stage, { recursive: true });
    }
}

if (require.main === module) {
    for (const platform of platforms) {
        console.log(packPlugin(platform));
    }
}
