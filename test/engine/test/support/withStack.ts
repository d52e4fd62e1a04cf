import type { Engine, StackOptions } from "../../engine";
import { ProbeStack } from "./probeStack";

/** Runs a test on a new stack and removes the stack, whatever happens. */
export async function withStack(
    engine: Engine,
    test: (stack: ProbeStack) => Promise<void>,
    options: Partial<StackOptions> = {},
): Promise<void> {
    const stack = await ProbeStack.create(engine, options);
    try {
        await test(stack);
    } finally {
        await stack.stack.remove();
    }
}
