import type { Fault } from "#emulator/index";
import type { Environment } from "../world/environment";

/** Where the services hide what is, an answer that also lies leaves nothing to tell the truth by. */
export function isSecondLie({ match, action }: Fault, { options }: Environment): boolean {
    const isAboutJobs = match?.path === "/jobs/" && (action.jobStatus !== undefined || action.status === 404);
    // The text takes the place of a refusal, too; and a refusal may say that there was nothing to unbind, or something bound.
    const isRefusal = action.status !== undefined && [400, 404, 409].includes(action.status);
    const isAboutDevices =
        (/Device$/.test(match?.path ?? "") || match?.path === undefined) && (action.text !== undefined || isRefusal);
    return (isAboutJobs && (options.listDelayMs ?? 0) > 0) || (isAboutDevices && options.accountVisible !== true);
}
