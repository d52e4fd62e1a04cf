import path from "node:path";
import type { FrontEnd, SceneOptions } from "./createStack";
import { engineNames, engineTitles, findEngine } from "./enginesUnderTest";
import { Scene } from "./scene";

/** What a scenario is: where it starts, and its steps. The program is the one beside it, in `program/`. */
export interface Scenario extends Omit<SceneOptions, "program" | "frontEnd"> {
    /** The front ends to play it with. Default: the package. */
    frontEnds?: readonly FrontEnd[];
    /** Runs the steps; the end that all scenarios have in common, `Scene.end`, follows by itself. */
    steps(scene: Scene): Promise<void>;
}

/** Some ten operations of a real CLI, on a machine that may have more to do. */
const timeoutInMs = 600_000;

/** Defines one test an engine: the same steps on each. `folder` is the scenario's own, that is `__dirname`. */
export function scenario(
    title: string,
    folder: string,
    { steps, frontEnds = ["dynamic"], ...options }: Scenario,
): void {
    const cases = engineNames().flatMap((name) => frontEnds.map((frontEnd) => ({ name, frontEnd })));
    describe(title, () => {
        for (const { name, frontEnd } of cases) {
            it(`${engineTitles[name]}${frontEnd === "plugin" ? ", with the plugin" : ""}`, async function () {
                const engine = await findEngine(name);
                if (!engine) {
                    // Both titles are seen: the pending test's, and this reason.
                    (this.test ?? { title: "" }).title += " (skipped: no Pulumi CLI is installed)";
                    this.skip();
                }
                await play(
                    await Scene.start(engine, { program: path.join(folder, "program"), frontEnd, ...options }),
                    steps,
                );
            }).timeout(timeoutInMs);
        }
    });
}

/** Runs the steps on a scene, then what ends every scenario; closes the scene whatever happens. */
export async function play(scene: Scene, steps: Scenario["steps"]): Promise<void> {
    try {
        await steps(scene);
        if (!scene.ended) {
            await scene.end();
        }
    } catch (error) {
        throw withOutput(error, scene.last?.output);
    } finally {
        await scene.close();
    }
}

/** What a person would look for first when a step fails: what the engine said. Mocha shows an error's stack as it is. */
function withOutput(error: unknown, output: string | undefined): unknown {
    if (error instanceof Error && output !== undefined) {
        error.stack += `\nThe last operation said:\n${output.trim().replace(/^/gm, "    ")}\n`;
    }
    return error;
}
