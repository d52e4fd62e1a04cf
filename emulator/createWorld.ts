import { landJob } from "./language/landJob.js";
import { World, type WorldParts } from "./world.js";

/** Makes a world with nothing in it, in which jobs are carried out when their time has come. */
export function createWorld(parts: Omit<WorldParts, "landJob">): World {
    return new World({ ...parts, landJob });
}
