import type { Engine, Stack, StackOptions } from "./engine";
import { TestStack } from "./testStack";

/** The small deployment engine of these tests, for machines that have no Pulumi CLI. */
export const testEngine: Engine = {
    name: "test",
    version: "1",
    description: "test engine (stands in for Pulumi)",
    createStack: (options: StackOptions): Promise<Stack> => TestStack.create(options),
};
