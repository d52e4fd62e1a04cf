import type { RunResult } from "../../engine/engine";

/** The warnings that an operation gave, each once. */
export function warningsIn({ diagnostics }: RunResult): string[] {
    const warnings = diagnostics.filter(({ severity }) => severity === "warning").map(({ message }) => message.trim());
    return [...new Set(warnings)];
}
