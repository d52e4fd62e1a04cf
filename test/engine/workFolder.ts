import { randomBytes } from "node:crypto";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import type { StackOptions } from "./engine";
import { readProjectFile } from "./projectFile";

/** `test/.work`: inside the repository, so that programs find its packages from their working directory upwards. */
const workRoot = path.resolve(__dirname, "..", "..", ".work");

/** The folders of one stack: the Pulumi project that is run, and a place for state. */
export class WorkFolder {
    private constructor(
        /** Holds `Pulumi.yaml`. */
        readonly project: string,
        /** The program's working directory. */
        readonly program: string,
        /** Holds the state. */
        readonly state: string,
        /** Project name as `Pulumi.yaml` has it. */
        readonly projectName: string,
        /** True if the program goes through Pulumi's TypeScript support. */
        readonly typescript: boolean,
        /** Folders of provider plugins, by package. */
        readonly plugins: Record<string, string>,
        private readonly root: string,
        private readonly isGenerated: boolean,
    ) {}

    /** Makes the folders, and, unless `workDir` is a project of its own, the project in them. */
    static async create(options: StackOptions): Promise<WorkFolder> {
        const label = path.basename(path.dirname(options.workDir ?? options.program));
        const root = path.join(workRoot, `${label}-${randomBytes(6).toString("hex")}`);
        const state = path.join(root, "state");
        await mkdir(state, { recursive: true });
        if (options.workDir !== undefined) {
            const { name, main, typescript, plugins } = await readProjectFile(options.workDir);
            const program = path.resolve(options.workDir, main);
            return new WorkFolder(options.workDir, program, state, name, typescript, plugins, root, false);
        }
        const project = path.join(root, "project");
        const { project: name = "engine-test", typescript = false, plugins = {} } = options;
        const folder = new WorkFolder(project, project, state, name, typescript, plugins, root, true);
        await mkdir(project);
        await writeFile(path.join(project, "Pulumi.yaml"), projectYaml(name, folder.typescript, plugins));
        await writeFile(path.join(project, "package.json"), `${JSON.stringify({ name, private: true })}\n`);
        await folder.setProgram(options.program);
        return folder;
    }

    /** Puts a program into the generated project: compiled ones by reference, TypeScript as a copy. */
    async setProgram(program: string): Promise<void> {
        if (!this.isGenerated) {
            throw new Error(`The program of ${this.project} is its own; edit it there.`);
        }
        if (this.typescript) {
            await this.copySources(program);
            return;
        }
        const source = `module.exports = require(${JSON.stringify(program)});\n`;
        await writeFile(path.join(this.project, "index.js"), source);
    }

    /** The generated `Pulumi.yaml` stays: it has the names that the stack was made with. */
    private async copySources(program: string): Promise<void> {
        for (const entry of await readdir(this.project)) {
            if (!isProjectFile(entry)) {
                await rm(path.join(this.project, entry), { recursive: true });
            }
        }
        for (const entry of await readdir(program)) {
            if (!isProjectFile(entry) && entry !== "node_modules" && entry !== "dist") {
                await cp(path.join(program, entry), path.join(this.project, entry), { recursive: true });
            }
        }
    }

    /** Deletes what `create` made. */
    async remove(): Promise<void> {
        await rm(this.root, { recursive: true, force: true, maxRetries: 3 });
    }
}

function projectYaml(name: string, typescript: boolean, plugins: Record<string, string>): string {
    const providers = Object.entries(plugins).map(
        ([plugin, folder]) => `    - name: ${plugin}\n      path: ${folder}\n`,
    );
    const section = providers.length > 0 ? `plugins:\n  providers:\n${providers.join("")}` : "";
    return `name: ${name}\nruntime:\n  name: nodejs\n  options:\n    typescript: ${typescript}\n${section}`;
}

function isProjectFile(name: string): boolean {
    return name === "package.json" || /^Pulumi(\..*)?\.yaml$/.test(name);
}
