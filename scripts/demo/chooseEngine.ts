import { engines } from "../../test/dist/engine/engines.js";

/** A deployment engine: Pulumi's own, or the one that stands in for it. */
export type Engine = Awaited<ReturnType<typeof engines>>[number];

/** The engine of that name; without a name Pulumi's, where a CLI is installed. Rejects when the one asked for is not here. */
export async function chooseEngine(name: string | undefined): Promise<Engine> {
    if (name !== undefined && name !== "pulumi" && name !== "test") {
        throw new Error(`--engine is "pulumi" or "test", not "${name}".`);
    }
    const present = await engines();
    const engine = present.find((one) => name === undefined || one.name === name);
    if (engine === undefined) {
        throw new Error(
            "No Pulumi CLI was found on the PATH or in ~/.pulumi (PULUMI_HOME). " +
                "Install it from https://www.pulumi.com/docs/install, or leave --engine out.",
        );
    }
    return engine;
}

/** Says which engine runs the demo, and why, where that is not Pulumi's. */
export function describeEngine({ name, version }: Engine, wasAskedFor: boolean): string {
    if (name === "pulumi") {
        return `Pulumi's own CLI, ${version}`;
    }
    const why = wasAskedFor ? "as asked" : "as no Pulumi CLI was found";
    return `the test engine of this repository, which stands in for Pulumi's, ${why}`;
}
