import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What `project.json` holds: the one place for what the packages and the repository say about where they are from. */
export interface Project {
    /** Address of the repository. */
    repository: string;
    /** Who reviews changes, as GitHub names them. */
    owners: string[];
}

/** A package's manifest, as far as a release looks at it. */
export interface Manifest {
    name: string;
    version: string;
    repository?: unknown;
    homepage?: unknown;
    bugs?: unknown;
}

/** The packages that are published, by their folders. */
export const packages = ["provider", "emulator"];

/** Where `CODEOWNERS` is. */
export const codeOwners = join(".github", "CODEOWNERS");

/** Reads a JSON file below the root. */
export function readJson<T>(root: string, ...path: string[]): T {
    return JSON.parse(readFileSync(join(root, ...path), "utf8"));
}

/** The fields of a package's manifest that follow from the project. */
export function fieldsOf({ repository }: Project, folder: string): Partial<Manifest> {
    return {
        repository: { type: "git", url: `git+${repository}.git`, directory: folder },
        homepage: folder === "provider" ? `${repository}#readme` : `${repository}/tree/main/${folder}#readme`,
        bugs: { url: `${repository}/issues` },
    };
}

/** The text of `CODEOWNERS` that follows from the project. */
export function codeOwnersOf({ owners }: Project): string {
    return `# Written by npm run release:prepare from "owners" in project.json.\n* ${owners.join(" ")}\n`;
}

/** What is wrong with `project.json` itself, and what to put there. */
export function projectProblems({ repository, owners }: Project): string[] {
    const isAddress = /^https:\/\/[\w.-]+(\/[\w.-]+)+$/.test(repository) && !repository.endsWith(".git");
    const areOwners = owners.length > 0 && owners.every((owner) => /^@[\w-]+(\/[\w.-]+)?$/.test(owner));
    return [
        ...(isAddress
            ? []
            : [
                  `project.json: "repository" is "${repository}". Put in the public address of the repository without .git, such as https://github.com/contoso/pulumi-azure-assignments; npm's provenance is checked against it.`,
              ]),
        ...(areOwners
            ? []
            : [
                  `project.json: "owners" is ${JSON.stringify(owners)}. Put in who reviews changes, such as ["@contoso/platform"] or ["@octocat"].`,
              ]),
    ];
}

/** Writes into manifests and `CODEOWNERS` what follows from the project. */
export function prepare(root: string, project: Project): void {
    for (const folder of packages) {
        const manifest = readJson<Manifest>(root, folder, "package.json");
        const text = JSON.stringify({ ...manifest, ...fieldsOf(project, folder) }, null, 4);
        writeFileSync(join(root, folder, "package.json"), `${text}\n`);
    }
    writeFileSync(join(root, codeOwners), codeOwnersOf(project));
}
