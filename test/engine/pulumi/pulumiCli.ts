import { access, constants, readdir } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";

/** An installed Pulumi CLI. */
export type PulumiCli = Pick<PulumiCommand, "command" | "version">;

/**
 * Looks for an installed Pulumi CLI: on the PATH, then in Pulumi's home (`bin`, then `versions`, the newest first). Nothing
 * is downloaded.
 */
export async function findPulumiCli(env: NodeJS.ProcessEnv = process.env): Promise<PulumiCli | undefined> {
    for (const folder of await candidates(env)) {
        const cli = await cliIn(folder);
        if (cli !== undefined) {
            return cli;
        }
    }
    return undefined;
}

/** The npm package `pulumi` is a wrapper that downloads a CLI when first run, so its links in `.bin` do not count. */
async function candidates(env: NodeJS.ProcessEnv): Promise<string[]> {
    const home = env.PULUMI_HOME || path.join(os.homedir(), ".pulumi");
    const onPath = (env.PATH ?? "").split(path.delimiter).filter((folder) => path.basename(folder) === "bin");
    const versions = await readdir(path.join(home, "versions")).catch(() => []);
    const newestFirst = versions.sort((a, b) => b.localeCompare(a, "en", { numeric: true }));
    return [...onPath, path.join(home, "bin"), ...newestFirst.map((v) => path.join(home, "versions", v, "bin"))];
}

async function cliIn(folder: string): Promise<PulumiCli | undefined> {
    try {
        await access(path.join(folder, "pulumi"), constants.X_OK);
        return await PulumiCommand.get({ root: path.dirname(folder), skipVersionCheck: true });
    } catch {
        return undefined;
    }
}
