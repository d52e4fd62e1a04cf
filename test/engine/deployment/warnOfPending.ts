import type { Context } from "./context";

/** Says which operations a killed engine left behind, and what to do about them. */
export function warnOfPending({ state, report }: Context): void {
    const { interrupted } = state;
    if (interrupted.length === 0) {
        return;
    }
    const list = interrupted.map(({ type, resource }) => `  * ${resource.urn}, interrupted while ${type}\n`).join("");
    report.message(
        "warning",
        "Attempting to deploy or update resources " +
            `with ${interrupted.length} pending operations from previous deployment.\n${list}` +
            "These resources are in an unknown state because the engine was interrupted while waiting for changes to these " +
            "resources to complete. A refresh clears pending operations, except creates: those have to be cleared explicitly.",
    );
}
