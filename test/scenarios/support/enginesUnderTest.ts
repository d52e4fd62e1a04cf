import type { Engine } from "../../engine/engine";
import { engines } from "../../engine/engines";

/** How titles call the engines. */
export const engineTitles: Readonly<Record<Engine["name"], string>> = {
    test: "on the test engine",
    pulumi: "on Pulumi's own engine",
};

let present: Promise<Engine[]> | undefined;

/** The engines to run on: `ENGINES` is `test`, `pulumi`, or `all` (the default). */
export function engineNames(choice = process.env.ENGINES || "all"): Engine["name"][] {
    if (choice === "all") {
        return ["test", "pulumi"];
    }
    if (choice === "test" || choice === "pulumi") {
        return [choice];
    }
    throw new Error(`ENGINES is "${choice}"; it can be test, pulumi or all.`);
}

/** The engine of that name, or undefined where it is not installed. */
export async function findEngine(name: Engine["name"]): Promise<Engine | undefined> {
    present ??= engines();
    return (await present).find((engine) => engine.name === name);
}
