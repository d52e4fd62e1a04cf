import { AssignmentsError } from "./assignmentsError";

/**
 * Encodes a name as one segment of a URL's path. Names that no encoding keeps in their place (an URL without a name, or with
 * dots for one, is that of something else) are refused: `check` lets none of them through, but a state may be older or edited.
 */
export function pathSegment(name: string): string {
    if (name === "" || name === "." || name === "..") {
        throw new AssignmentsError("BadName", `"${name}" cannot be sent: it is no name that a URL can hold.`);
    }
    return encodeURIComponent(name);
}
