import { DynamicFrontEnd } from "./dynamicFrontEnd";
import type { FrontEnd, FrontEndOptions } from "./frontEnd";
import { PluginFrontEnd } from "./pluginFrontEnd";

/** Starts one of each kind. */
export const frontEnds = {
    dynamic: (options: FrontEndOptions): FrontEnd => new DynamicFrontEnd(options),
    plugin: (options: FrontEndOptions): FrontEnd => new PluginFrontEnd(options),
};

/** What serves the resources: the package's dynamic providers, or the plugin. */
export type FrontEndName = keyof typeof frontEnds;

/** Both, for tests that are played with each. */
export const frontEndNames = Object.keys(frontEnds) as FrontEndName[];
