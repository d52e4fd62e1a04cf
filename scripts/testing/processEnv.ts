import { join } from "node:path";
import { coverageEnv } from "./coverage";
import { repository } from "./suites";

const quickStart = join(__dirname, "quickStart.js");
/** `npm ci` takes it away together with what it was made from. */
const cache = join(repository, "node_modules", ".cache", "compiled");

/** These meet the project as users do: in processes that are nothing but Node.js. */
const plainSuites = ["demo", "docs", "packaging"];

/** The environment of a suite's processes: what makes them start quickly, and record what they cover where that is measured. */
export function processEnv(suite: string, withCoverage: boolean): NodeJS.ProcessEnv {
    const coverage = withCoverage ? coverageEnv(suite) : {};
    return plainSuites.includes(suite) ? coverage : { ...coverage, ...quickStartEnv() };
}

function quickStartEnv(): NodeJS.ProcessEnv {
    const given = process.env.NODE_OPTIONS ?? "";
    return { COMPILE_CACHE: cache, NODE_OPTIONS: `${given} --require ${JSON.stringify(quickStart)}`.trim() };
}
