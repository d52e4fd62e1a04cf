import { join } from "node:path";
import { repository } from "./repository";
import { run } from "./run";

/** Packs a workspace package as it would be published; answers the tarball's path. */
export async function packTarball(workspace: string, folder: string): Promise<string> {
    const args = ["pack", "--json", "--loglevel=error", "--pack-destination", folder];
    const output = await run("npm", args, join(repository, workspace));
    // What lifecycle scripts print comes first.
    const [packed] = JSON.parse(output.slice(output.indexOf("["))) as { filename: string }[];
    if (!packed) {
        throw new Error(`npm pack told of no tarball: ${output}`);
    }
    return join(folder, packed.filename);
}
