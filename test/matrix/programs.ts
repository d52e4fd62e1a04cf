import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../packaging/support/repository";

const compilerOptions = { target: "ES2020", strict: true, skipLibCheck: true, noEmit: true, types: ["node"] };

/** The kinds of programs: which source of `test/packaging/programs`, and the settings that make it one. */
export const programs = [
    { name: "javascript", title: "JavaScript", source: "javascript", manifest: {}, tsconfig: undefined },
    {
        name: "typescript",
        title: "TypeScript, CommonJS",
        source: "typescript",
        manifest: { main: "index.ts" },
        tsconfig: { ...compilerOptions, module: "commonjs", moduleResolution: "node", esModuleInterop: true },
    },
    {
        name: "typescript-esm",
        title: "TypeScript, ES modules",
        source: "typescript",
        manifest: { type: "module", main: "index.ts" },
        tsconfig: { ...compilerOptions, module: "nodenext", moduleResolution: "nodenext" },
    },
] as const;

/** A kind of program. */
export type Program = (typeof programs)[number];

/** Makes a program's project in a folder of its own; answers its path. */
export function makeProject(folder: string, program: Program, dependencies: Record<string, string>): string {
    const target = join(folder, program.name);
    const json = (name: string, value: unknown) => writeFileSync(join(target, name), `${JSON.stringify(value)}\n`);
    mkdirSync(target);
    cpSync(join(repository, "test", "packaging", "programs", program.source), target, { recursive: true });
    writeFileSync(join(target, "Pulumi.yaml"), `name: matrix-${program.name}\nruntime: nodejs\n`);
    json("package.json", { name: program.name, private: true, ...program.manifest, dependencies });
    if (program.tsconfig) {
        json("tsconfig.json", { compilerOptions: program.tsconfig, files: ["index.ts"] });
    }
    return target;
}
