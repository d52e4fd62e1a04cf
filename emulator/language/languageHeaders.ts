import type { Answer } from "../http/answer.js";
import { isRecord } from "../validation/shapes.js";
import type { World } from "../world.js";

/** The headers that each answer of the authoring service has, as recorded; the code of an error only by option. */
export function languageHeaders(world: World, requestId: string, answer: Answer): Readonly<Record<string, string>> {
    const error = isRecord(answer.json) && isRecord(answer.json.error) ? answer.json.error : undefined;
    const hasCode = world.options.errorCodeHeader && typeof error?.code === "string";
    return {
        "Access-Control-Expose-Headers": "*",
        "apim-request-id": requestId,
        "request-id": requestId,
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "x-envoy-upstream-service-time": "30",
        "x-ms-region": "East US",
        ...(hasCode ? { "x-ms-error-code": String(error.code) } : {}),
    };
}
