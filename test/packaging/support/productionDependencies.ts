import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./repository";

/** A package as the lock file tells of it. */
export interface LockedPackage {
    name: string;
    license: string;
    hasInstallScript: boolean;
}

interface LockEntry {
    dependencies?: Record<string, string>;
    optionalDependencies?: Record<string, string>;
    license?: string;
    hasInstallScript?: boolean;
}

type Lock = Record<string, LockEntry>;

/** What comes with a workspace package when a user installs it, by the lock file; without what its users bring themselves (peers). */
export function productionDependencies(workspace: string): LockedPackage[] {
    const lock: Lock = JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")).packages;
    const found = new Map<string, LockedPackage>();
    const open = [workspace];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
        const { dependencies, optionalDependencies } = lock[folder] ?? {};
        for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
            const at = resolveFrom(lock, folder, name);
            if (!found.has(at)) {
                const { license = "unknown", hasInstallScript = false } = lock[at] ?? {};
                found.set(at, { name, license, hasInstallScript });
                open.push(at);
            }
        }
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Node's own way: the nearest `node_modules` from a folder upwards that has the package. */
function resolveFrom(lock: Lock, folder: string, name: string): string {
    const parts = folder.split("/");
    for (let length = parts.length; length >= 0; length--) {
        const candidate = [...parts.slice(0, length), "node_modules", name].join("/");
        if (lock[candidate]) {
            return candidate;
        }
    }
    throw new Error(`package-lock.json lacks ${name}, which ${folder} depends on.`);
}
