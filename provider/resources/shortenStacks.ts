/**
 * Makes errors keep no more than one line of their stacks, until restored.
 *
 * Pulumi's SDK notes a stack for four promises of every property of a resource, each of them mapped to its sources, to be
 * shown only where `PULUMI_DEBUG_PROMISE_LEAKS` asks for it. That is a quarter of what a preview of a hundred resources takes.
 */
export function shortenStacks() {
    const limit = Error.stackTraceLimit;
    const restore = () => {
        Error.stackTraceLimit = limit;
    };
    const isShort = limit > 1 && !process.env.PULUMI_DEBUG_PROMISE_LEAKS;
    if (isShort) {
        Error.stackTraceLimit = 1;
    }
    return {
        restore,
        /** Restores, and adds to what was thrown meanwhile how the program came here. */
        lengthened(thrown: unknown): unknown {
            restore();
            if (isShort && thrown instanceof Error && Object.isExtensible(thrown)) {
                thrown.stack = [thrown.stack, ...(new Error().stack ?? "").split("\n").slice(2)].join("\n");
            }
            return thrown;
        },
    };
}
