import type { Engine } from "./engine";
import { pulumiEngine } from "./pulumi/pulumiEngine";
import { testEngine } from "./testEngine";

/** Titles of the engines in test reports. */
const titles: Record<Engine["name"], string> = { test: "on the test engine", pulumi: "on Pulumi's own engine" };

/** An operation on a busy machine may take long; waiting is not what these tests are about. */
const timeoutInMs = 600_000;

/**
 * Declares a suite once for every engine, or for the one that the environment variable `ENGINES` names. Where no Pulumi CLI
 * is installed, its half is skipped. The engine can be had from within tests and hooks.
 */
export function forEachEngine(title: string, suite: (engine: () => Engine) => void): void {
    const choice = process.env.ENGINES || "all";
    for (const name of (["test", "pulumi"] as const).filter((each) => choice === "all" || choice === each)) {
        describe(`${title} ${titles[name]}`, function () {
            this.timeout(timeoutInMs);
            let engine: Engine | undefined;
            before(async function () {
                engine = name === "test" ? testEngine : await pulumiEngine();
                if (engine === undefined) {
                    this.skip();
                }
            });
            suite(() => {
                if (engine === undefined) {
                    throw new Error("The engine is known once the suite's hooks have run.");
                }
                return engine;
            });
        });
    }
}
