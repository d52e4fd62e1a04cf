import type { Engine } from "./engine";
import { engines } from "./engines";

/**
 * The engine that a command line names with `--engine`; without a name Pulumi's where a CLI is installed, else the test engine.
 * Rejects any other name, and Pulumi's where there is no CLI.
 */
export async function chooseEngine(name?: string): Promise<Engine> {
    if (name !== undefined && name !== "pulumi" && name !== "test") {
        throw new Error(`--engine is "${name}"; it can be pulumi or test.`);
    }
    const found = (await engines()).find((engine) => name === undefined || engine.name === name);
    if (!found) {
        throw new Error(
            "No Pulumi CLI was found on the PATH or in ~/.pulumi (PULUMI_HOME). Install it from https://www.pulumi.com/docs/install, " +
                "or leave --engine out: then the test engine of this repository stands in for it.",
        );
    }
    return found;
}
