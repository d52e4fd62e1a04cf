import type { RunReport } from "../../harness/runReport";
import type { Owned } from "./owned";

/** A delete that fails can store nothing: what it took away before is in the state until refresh, or until it is run again. */
export function keysOfFailedDeletes({ steps }: RunReport, { members, devices }: Owned): string[] {
    const failed = steps.filter(({ op, failure }) => failure && (op.startsWith("delete") || op === "replace"));
    const names = failed.map(({ name }) => name);
    const isOwned = ([, owners]: [string, readonly { owner: string }[]]) =>
        owners.some(({ owner }) => names.includes(owner));
    return [...[...members].filter(isOwned), ...[...devices].filter(isOwned)].map(([key]) => key);
}
