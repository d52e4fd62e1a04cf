import type { Engine } from "./engine";
import { pulumiEngine } from "./pulumi/pulumiEngine";
import { testEngine } from "./testEngine";

/** The engines on this machine: Pulumi's where a CLI is installed, and the test engine always. */
export async function engines(): Promise<Engine[]> {
    const pulumi = await pulumiEngine();
    return pulumi === undefined ? [testEngine] : [pulumi, testEngine];
}
