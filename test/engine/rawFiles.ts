import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** The contents of all files of a stack's state, and of its project's settings, joined. */
export async function joinFiles({ state, project }: { state: string; project: string }): Promise<string> {
    const entries = await readdir(state, { withFileTypes: true, recursive: true });
    const stateFiles = entries
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => path.join(parentPath, name));
    const settings = (await readdir(project)).filter((name) => /^Pulumi(\..*)?\.yaml$/.test(name));
    const files = [...stateFiles, ...settings.map((name) => path.join(project, name))];
    const texts = await Promise.all(files.map((file) => readFile(file, "latin1")));
    return texts.join("\n");
}
