import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
    codeOwners,
    codeOwnersOf,
    fieldsOf,
    type Manifest,
    type Project,
    packages,
    projectProblems,
    readJson,
} from "./project";

/** Everything that keeps a version from being published. `tag` is the tag of the release, if it exists already. */
export function releaseProblems(root: string, tag: string | undefined): string[] {
    const project = readJson<Project>(root, "project.json");
    const own = projectProblems(project);
    return [
        ...own,
        ...(own.length === 0 ? derivedProblems(root, project) : []),
        ...versionProblems(root, tag),
        ...readmeProblems(root),
    ];
}

function derivedProblems(root: string, project: Project): string[] {
    const files = packages.filter((folder) => {
        const manifest = readJson<Record<string, unknown>>(root, folder, "package.json");
        return !Object.entries(fieldsOf(project, folder)).every(([name, value]) =>
            isDeepStrictEqual(manifest[name], value),
        );
    });
    const owners = readFileSync(join(root, codeOwners), "utf8") === codeOwnersOf(project) ? [] : [codeOwners];
    return [...files.map((folder) => `${folder}/package.json`), ...owners].map(
        (file) => `${file} does not match project.json. Run npm run release:prepare and commit the result.`,
    );
}

function versionProblems(root: string, tag: string | undefined): string[] {
    const versions = packages.map((folder) => readJson<Manifest>(root, folder, "package.json").version);
    const [version = ""] = versions;
    const changelog = readFileSync(join(root, "CHANGELOG.md"), "utf8");
    const [, newest, date = ""] = /^## \[(.+?)\] - (.+)$/m.exec(changelog) ?? [];
    return [
        ...(new Set(versions).size > 1 ? [`The packages have different versions: ${versions.join(", ")}.`] : []),
        ...(newest === version
            ? []
            : [`CHANGELOG.md starts with ${newest}, but the packages have version ${version}.`]),
        ...(/^\d{4}-\d\d-\d\d$/.test(date)
            ? []
            : [`CHANGELOG.md: ${newest} is "${date}". Set the date of the release.`]),
        ...(tag === undefined || tag === `v${version}`
            ? []
            : [`The tag is ${tag}, but the packages have version ${version}.`]),
    ];
}

/** Sentences that are only true before the first release. */
function readmeProblems(root: string): string[] {
    return packages
        .map((folder) => (folder === "provider" ? "README.md" : `${folder}/README.md`))
        .filter((file) => /\bnot on npm yet\b/.test(readFileSync(join(root, file), "utf8")))
        .map((file) => `${file} still says that the package is not on npm yet. Say how to install it.`);
}
