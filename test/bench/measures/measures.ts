import type { Row } from "../figure";
import type { Bench } from "../support/bench";
import { measureDefaultParallel } from "./defaultParallel";
import { measureDeviceRequests } from "./deviceRequests";
import { measureManyMembers } from "./manyMembers";
import { measureMergedJobs } from "./mergedJobs";
import { measureNoticing } from "./noticing";
import { measureOverhead } from "./overhead";
import { measurePlugin } from "./plugin";
import { measurePluginStart } from "./pluginStart";
import { measureProviderText } from "./providerText";
import { measureRuntimeLoading } from "./runtimeLoading";
import { measureThousand } from "./thousand";
import { measureTokens } from "./tokens";

/** Everything that is measured, in the order of the table; tokens come after all that asks for them. */
export const measures = {
    overhead: measureOverhead,
    jobs: measureMergedJobs,
    thousand: measureThousand,
    members: measureManyMembers,
    parallelism: measureDefaultParallel,
    noticing: measureNoticing,
    devices: measureDeviceRequests,
    tokens: measureTokens,
    text: measureProviderText,
    loading: measureRuntimeLoading,
    plugin: measurePlugin,
    start: measurePluginStart,
} satisfies Record<string, (bench: Bench) => Promise<Row[]>>;

/** What a measure is called on the command line. */
export type MeasureName = keyof typeof measures;

/** All names. */
export const measureNames = Object.keys(measures) as readonly MeasureName[];
