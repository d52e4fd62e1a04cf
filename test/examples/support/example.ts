import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { userOptions } from "../../docs/support/userOptions";
import { engines } from "../../engine/engines";
import { repository } from "../../packaging/support/repository";
import type { SceneOptions } from "../../scenarios/support/createStack";
import { play } from "../../scenarios/support/scenario";
import { type Ran, Scene } from "../../scenarios/support/scene";

/** How an example is tested. */
export interface Example extends Omit<SceneOptions, "program"> {
    /** What it shows, as a test's title says it. */
    title: string;
    /** Runs the steps; answers the last `up`. That it repeats without a change, and the destroy, follow by themselves. */
    steps(scene: Scene): Promise<Ran>;
}

/** Tests an example: its steps, and that the same program once more changes nothing, outputs included. */
export function example(name: string, { title, steps, ...options }: Example): void {
    it(`${name} ${title}`, async () => {
        // Pulumi's engine where it is installed, since users run them so.
        const [engine] = await engines();
        if (!engine) {
            throw new Error("There is no engine.");
        }
        const program = compiled(name);
        try {
            await play(await Scene.start(engine, { ...options, program }), async (scene) => {
                const { outputs } = await steps(scene);
                expectNoResources(outputs);
                const { repeated } = await scene.end();
                expect(repeated.outputs, "outputs of the same program once more").to.deep.equal(outputs);
            });
        } finally {
            rmSync(program, { recursive: true });
        }
    }).timeout(600_000);
}

/**
 * The program as JavaScript, in a folder that finds the packages of the repository: otherwise each operation would compile it twice
 * over. How TypeScript programs run is a matter of test/packaging.
 */
function compiled(name: string): string {
    const source = join(repository, "examples", name);
    const target = join(repository, "test", ".work", `example-${name}`);
    mkdirSync(target, { recursive: true });
    for (const file of readdirSync(source).filter((entry) => entry.endsWith(".ts"))) {
        const text = readFileSync(join(source, file), "utf8");
        const { outputText } = ts.transpileModule(text, { compilerOptions: userOptions });
        writeFileSync(join(target, file.replace(/\.ts$/, ".js")), outputText);
    }
    return target;
}

/** An output that is a whole resource shows each of its properties, and changes with any of them. */
function expectNoResources(outputs: Record<string, unknown>): void {
    const hasUrn = (value: unknown): boolean =>
        typeof value === "object" && value !== null && ("urn" in value || Object.values(value).some(hasUrn));
    const names = Object.keys(outputs).filter((name) => hasUrn(outputs[name]));
    expect(names, "outputs that are whole resources").to.deep.equal([]);
}
