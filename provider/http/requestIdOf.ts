import { printableText } from "../validation/printableText";

// Language's gateway, Azure's common one, Graph's, and at last the ids that only echo ours.
const headers = ["apim-request-id", "x-ms-request-id", "request-id", "x-ms-client-request-id", "client-request-id"];
const longest = 80;

/** The id that the service gave a request, from the answer's headers. */
export function requestIdOf(header: (name: string) => string | undefined): string | undefined {
    const found = headers.map(header).find((value) => value !== undefined && value.trim() !== "");
    return found === undefined ? undefined : printableText(found.trim(), longest);
}
