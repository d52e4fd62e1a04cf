import os from "node:os";

/** How many resource operations an engine runs at once when nobody says otherwise: four for each processor, as Pulumi does. */
export function defaultParallelism(): number {
    return 4 * os.availableParallelism();
}
