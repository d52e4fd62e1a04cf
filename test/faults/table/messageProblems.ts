import type { Failure } from "../../harness/runReport";
import type { FaultKind } from "../kinds/faultKind";
import type { Site } from "./sites";

const doing =
    /\b(Assigning|Unassigning|Listing|Reading|Binding|Unbinding|The (un)?assign of|Waiting|Job \S+ of an earlier run)\b/;
const toDo =
    /\b(Check|Grant|Run it again|run it again|Run the same command|Run destroy again|run the same command|allow more time|sign in|The ways to sign in|give it longer|wait for it|Wait for|Set existing|set existing|Correct what|Correct the|correct the rest)\b/;

/** What a person misses in the message of a failure: what failed, on what, what went wrong, the request's id, what to do. */
export function messageProblems({ told }: Failure, site: Site, fault: FaultKind): string[] {
    const object = site.service === "language" ? /EmailApp/ : /0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f\d/;
    const hasRequestId = fault.status !== undefined && !site.nature.startsWith("token");
    return [
        ...(doing.test(told) ? [] : ["does not say what failed"]),
        ...(object.test(told) ? [] : ["does not say on what"]),
        ...(fault.words.test(told) ? [] : [`does not say ${fault.words}`]),
        ...(hasRequestId && !/\(request [0-9a-f-]{36}\)/.test(told) ? ["does not give the request's id"] : []),
        ...(toDo.test(told) ? [] : ["does not say what to do"]),
    ].map((problem) => `${problem}: ${told}`);
}
