import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The contents of `project.json`, the only place to change where the project lives and who owns it. */
export interface Project {
    /** Address of the repository. */
    repository: string;
    /** Users and teams that review changes, such as `@octocat`. */
    owners: string[];
}

/** The parts of a package's manifest that a release needs. */
export interface Manifest {
    name: string;
    version: string;
    repository?: unknown;
    homepage?: unknown;
    bugs?: unknown;
}

/** The folders of the published packages. */
export const packages = ["provider", "emulator"];

/** Path of `CODEOWNERS`. */
export const codeOwners = join(".github", "CODEOWNERS");

/** Reads a JSON file below the root. */
export function readJson<T>(root: string, ...path: string[]): T {
    return JSON.parse(readFileSync(join(root, ...path), "utf8"));
}

/** The fields of a package's manifest that are derived from the project. */
export function fieldsOf({ repository }: Project, folder: string): Partial<Manifest> {
    return {
        repository: { type: "git", url: `git+${repository}.git`, directory: folder },
        homepage: folder === "provider" ? `${repository}#readme` : `${repository}/tree/main/${folder}#readme`,
        bugs: { url: `${repository}/issues` },
    };
}

/** The text of `CODEOWNERS`. */
export function codeOwnersOf({ owners }: Project): string {
    return `# npm run release:prepare writes this file from "owners" in project.json.\n* ${owners.join(" ")}\n`;
}

/** What is wrong with `project.json`, and how to correct it. */
export function projectProblems({ repository, owners }: Project): string[] {
    const isAddress = /^https:\/\/[\w.-]+(\/[\w.-]+)+$/.test(repository) && !repository.endsWith(".git");
    const areOwners = owners.length > 0 && owners.every((owner) => /^@[\w-]+(\/[\w.-]+)?$/.test(owner));
    return [
        ...(isAddress
            ? []
            : [
                  `project.json: "repository" is "${repository}". Set it to the public address of the repository without .git, such as https://github.com/contoso/pulumi-azure-assignments. npm compares the provenance with it.`,
              ]),
        ...(areOwners
            ? []
            : [
                  `project.json: "owners" is ${JSON.stringify(owners)}. Set it to the users or teams that review changes, such as ["@contoso/platform"] or ["@octocat"].`,
              ]),
    ];
}

/** Writes everything that is derived from the project: fields of the manifests, and `CODEOWNERS`. */
export function prepare(root: string, project: Project): void {
    for (const folder of packages) {
        const manifest = readJson<Manifest>(root, folder, "package.json");
        const text = JSON.stringify({ ...manifest, ...fieldsOf(project, folder) }, null, 4);
        writeFileSync(join(root, folder, "package.json"), `${text}\n`);
    }
    writeFileSync(join(root, codeOwners), codeOwnersOf(project));
}
