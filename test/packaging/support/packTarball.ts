import { cpSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./repository";
import { run } from "./run";

/**
 * Packs a workspace package as it would be published; answers the tarball's path. What runs before and after works on a copy in the
 * folder, so that other tests do not see documents come and source maps go.
 */
export async function packTarball(workspace: string, folder: string): Promise<string> {
    const copy = join(folder, workspace);
    cpSync(join(repository, workspace), copy, { recursive: true });
    if (!existsSync(join(folder, "dist"))) {
        symlinkSync(join(repository, "dist"), join(folder, "dist"));
    }
    const args = ["pack", "--json", "--loglevel=error", "--pack-destination", folder];
    const output = await run("npm", args, copy);
    // What lifecycle scripts print comes first.
    const [packed] = JSON.parse(output.slice(output.indexOf("["))) as { filename: string }[];
    if (!packed) {
        throw new Error(`npm pack told of no tarball: ${output}`);
    }
    return join(folder, packed.filename);
}
