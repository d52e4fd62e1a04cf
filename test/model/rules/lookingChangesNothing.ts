import type { RequestEntry } from "#emulator/index";
import type { Rule } from "../player/runRecord";

/** Preview and refresh send nothing that could change anything. */
export const lookingChangesNothing: Rule = ({ operation, requests }) =>
    operation === "preview" || operation === "refresh"
        ? requests.filter(changes).map(({ method, path }) => `${operation} sent ${method} ${path}`)
        : [];

/** Whether a request may change what the services hold. */
export function changes({ method, path }: RequestEntry): boolean {
    return method === "POST" && /:(un)?assign|\/(un)?assignResourceAccount/.test(path);
}
