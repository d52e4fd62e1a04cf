import type { RunResult } from "../../engine/engine";

/** What the first warning of a process says besides. */
const unseen = / A resource that --target or --exclude leaves out cannot be seen: .*$/;

/** The warnings that an operation gave, each once, and without what only the first one says. */
export function warningsIn({ diagnostics }: RunResult): string[] {
    const warnings = diagnostics
        .filter(({ severity }) => severity === "warning")
        .map(({ message }) => message.trim().replace(unseen, ""));
    return [...new Set(warnings)];
}
