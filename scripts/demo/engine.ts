import type { chooseEngine } from "../../test/dist/engine/chooseEngine.js";

/** A deployment engine: Pulumi's own, or the one that stands in for it. */
export type Engine = Awaited<ReturnType<typeof chooseEngine>>;

/** Says which engine runs the demo, and why, where that is not Pulumi's. */
export function describeEngine({ name, version }: Engine, wasAskedFor: boolean): string {
    if (name === "pulumi") {
        return `Pulumi's own CLI, ${version}`;
    }
    const why = wasAskedFor ? "as asked" : "as no Pulumi CLI was found";
    return `the test engine of this repository, which stands in for Pulumi's, ${why}`;
}
