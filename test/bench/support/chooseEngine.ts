import type { Engine } from "../../engine/engine";
import { engines } from "../../engine/engines";

/** The engine asked for; by default Pulumi's where a CLI is installed, else the test engine. Rejects when it is not there. */
export async function chooseEngine(name?: Engine["name"]): Promise<Engine> {
    const found = (await engines()).find((engine) => name === undefined || engine.name === name);
    if (!found) {
        throw new Error(
            "No Pulumi CLI is installed; --engine test runs the benchmark on the engine that stands in for it.",
        );
    }
    return found;
}
