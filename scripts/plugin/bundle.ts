import { chmodSync, copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type Metafile } from "esbuild";
import { thirdPartyLicences } from "./licences";

const root = path.resolve(__dirname, "..", "..");

/** Where the plugin is made: the folder that `plugins.providers.path` of a `Pulumi.yaml` may name. */
export const pluginFolder = path.join(root, "plugin", "dist");

/** The name by which Pulumi looks for the plugin. */
export const executableName = "pulumi-resource-azure-assignments";

/** Bundles the compiled plugin, with all that it needs, into one executable file, and writes the licences of others beside it. */
export async function bundlePlugin(): Promise<void> {
    const outfile = path.join(pluginFolder, executableName);
    mkdirSync(pluginFolder, { recursive: true });
    const { metafile } = await build({
        entryPoints: [path.join(pluginFolder, "main.js")],
        outfile,
        bundle: true,
        platform: "node",
        format: "cjs",
        target: "node20",
        banner: { js: "#!/usr/bin/env node" },
        // Half the size, and names stay, which errors and gRPC show.
        minifySyntax: true,
        minifyWhitespace: true,
        keepNames: true,
        legalComments: "none",
        metafile: true,
        logLevel: "warning",
    });
    chmodSync(outfile, 0o755);
    writeFileSync(path.join(pluginFolder, "THIRD_PARTY_LICENSES.txt"), thirdPartyLicences(packagesIn(metafile)));
    copyFileSync(path.join(root, "LICENSE"), path.join(pluginFolder, "LICENSE"));
}

/** The folders of the packages that a bundle has something of. */
function packagesIn({ inputs }: Metafile): string[] {
    const found = Object.keys(inputs).flatMap((file) => {
        const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file);
        return match?.[1] ? [path.resolve(match[1])] : [];
    });
    return [...new Set(found)].sort();
}
