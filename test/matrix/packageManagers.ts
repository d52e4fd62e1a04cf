import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../packaging/support/repository";
import { run } from "../packaging/support/run";

/** A way to install packages. */
export interface PackageManager {
    name: string;
    /** The package that brings it, and the script in that package. @default npm's own command */
    tool?: { package: string; script: string };
    args: string[];
    /** What it wants to find in the folder, by name. */
    files?: Record<string, string>;
    /** Whether each program is a package of its own in a workspace. */
    isWorkspace?: boolean;
}

const pnpm = { package: "pnpm@10", script: "pnpm/bin/pnpm.cjs" };
const yarn1 = { package: "yarn@1", script: "yarn/bin/yarn.js" };
const yarn4 = { package: "@yarnpkg/cli-dist@4", script: "@yarnpkg/cli-dist/bin/yarn.js" };

/** Yarn's Plug'n'Play is not among them: Pulumi cannot run programs under it. */
export const packageManagers: readonly PackageManager[] = [
    { name: "npm", args: ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"] },
    { name: "pnpm", tool: pnpm, args: ["install", "--prefer-offline"] },
    {
        name: "a pnpm workspace",
        tool: pnpm,
        args: ["install", "--prefer-offline"],
        files: { "pnpm-workspace.yaml": 'packages: ["*"]\n' },
        isWorkspace: true,
    },
    // Unlike npm, it takes versions of Microsoft's libraries that want a newer Node.js than 20.
    { name: "Yarn 1", tool: yarn1, args: ["install", "--non-interactive", "--no-lockfile", "--ignore-engines"] },
    {
        name: "Yarn 4 with node-modules",
        tool: yarn4,
        args: ["install"],
        files: {
            ".yarnrc.yml":
                "nodeLinker: node-modules\nenableTelemetry: false\nenableScripts: false\nenableImmutableInstalls: false\n",
            "yarn.lock": "",
        },
    },
];

/** What every program needs, the package from its tarball. */
export function dependencies(tarball: string): Record<string, string> {
    return {
        "@pulumi/pulumi": versionOf("@pulumi/pulumi"),
        "@types/node": versionOf("@types/node"),
        "pulumi-azure-assignments": `file:${tarball}`,
        // ES modules in TypeScript need it; what Pulumi brings is too old for them.
        "ts-node": "^10.9.2",
        typescript: versionOf("typescript"),
    };
}

/** Brings a package manager into the folder of tools, and installs what the packages in a folder name. */
export async function installBy(manager: PackageManager, folder: string, tools: string): Promise<void> {
    for (const [name, text] of Object.entries(manager.files ?? {})) {
        writeFileSync(join(folder, name), text);
    }
    if (manager.tool === undefined) {
        await run("npm", manager.args, folder);
        return;
    }
    const home = join(tools, manager.tool.package.replace(/\W/g, "-"));
    mkdirSync(home, { recursive: true });
    const quietly = ["--no-audit", "--no-fund", "--loglevel=error", "--prefix", home];
    await run("npm", ["install", "--prefer-offline", ...quietly, manager.tool.package], home);
    const script = join(home, "node_modules", manager.tool.script);
    await run(process.execPath, [script, ...manager.args], folder, await registrySettings());
}

/** Yarn does not take npm's registry for its own. */
async function registrySettings(): Promise<Record<string, string>> {
    const registry = (await run("npm", ["config", "get", "registry"], repository)).trim();
    const proxy = process.env.HTTPS_PROXY ?? process.env.https_proxy;
    return {
        YARN_REGISTRY: registry,
        YARN_NPM_REGISTRY_SERVER: registry,
        ...(proxy === undefined ? {} : { YARN_HTTPS_PROXY: proxy }),
    };
}

function versionOf(name: string): string {
    return JSON.parse(readFileSync(join(repository, "node_modules", name, "package.json"), "utf8")).version;
}
