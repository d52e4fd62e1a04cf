import type { Fault } from "#emulator/index";
import type { Environment } from "./environment";

/** Where the services hide what is, an answer that also lies leaves nothing to tell the truth by. */
export function isSecondLie({ match, action }: Fault, { options }: Environment): boolean {
    const isAboutJobs = match?.path === "/jobs/" && (action.jobStatus !== undefined || action.status === 404);
    // The text takes the place of a refusal, too.
    const isAboutDevices = /Device$/.test(match?.path ?? "") && action.text !== undefined;
    return (isAboutJobs && (options.listDelayMs ?? 0) > 0) || (isAboutDevices && options.accountVisible !== true);
}
