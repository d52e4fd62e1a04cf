import type { Answer } from "../http/answer.js";
import { isRecord } from "../validation/shapes.js";
import type { FaultAction } from "./fault.js";

/** Returns the answer as a fault wants it, after the effect. What concerns the connection is left to the sender. */
export function distort(answer: Answer, action: FaultAction): Answer {
    if (action.text !== undefined) {
        return { status: 200, headers: { "Content-Type": "text/html; charset=utf-8" }, text: action.text };
    }
    if (action.operationLocation !== undefined) {
        return withHeaders(answer, { "Operation-Location": action.operationLocation });
    }
    if (action.nextLink !== undefined) {
        return withNextLink(answer, action.nextLink);
    }
    return action.headers ? withHeaders(answer, action.headers) : answer;
}

function withHeaders(answer: Answer, changes: Readonly<Record<string, string | null>>): Answer {
    const changed = Object.keys(changes).map((name) => name.toLowerCase());
    const kept = Object.entries(answer.headers).filter(([name]) => !changed.includes(name.toLowerCase()));
    const added = Object.entries(changes).filter(([, value]) => value !== null);
    return { ...answer, headers: Object.fromEntries([...kept, ...added]) as Record<string, string> };
}

function withNextLink(answer: Answer, link: string): Answer {
    if (!isRecord(answer.json)) {
        return answer;
    }
    // Only the Language list always has `nextLink`, null on its last page; Graph has a name of its own for it.
    const name = "nextLink" in answer.json ? "nextLink" : "@odata.nextLink";
    return { ...answer, json: { ...answer.json, [name]: link } };
}
