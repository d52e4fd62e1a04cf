import type { Pipeline } from "@azure/core-rest-pipeline";
import { packageVersion } from "./packageVersion";
import { pipelineLibrary } from "./pipelineLibrary";
import { proxyPolicy } from "./proxyPolicy";

// Besides the library's own list; neither holds anything secret. Paths are logged, other query values are not.
const loggedHeaders = ["apim-request-id", "x-ms-error-code", "operation-location"];
const loggedQuery = ["api-version", "top", "skip", "maxpagesize"];

/**
 * The pipeline that one attempt runs through: user agent, request id, compression, logging (`AZURE_LOG_LEVEL`), tracing and
 * proxy. It starts empty: the library's own retry, redirect and bearer policies repeat POSTs, follow redirects and stop at a
 * count, so they have no place here.
 */
export function createPipeline(): Pipeline {
    const library = pipelineLibrary();
    const pipeline = library.createEmptyPipeline();
    const userAgentPrefix = `pulumi-azure-assignments/${packageVersion()}`;
    // What is added first sees a request first. Logging comes before the proxy, whose password it would show.
    pipeline.addPolicy(library.userAgentPolicy({ userAgentPrefix }));
    pipeline.addPolicy(library.setClientRequestIdPolicy());
    pipeline.addPolicy(library.decompressResponsePolicy());
    pipeline.addPolicy(
        library.logPolicy({
            additionalAllowedHeaderNames: loggedHeaders,
            additionalAllowedQueryParameters: loggedQuery,
        }),
    );
    pipeline.addPolicy(library.tracingPolicy({ userAgentPrefix, additionalAllowedQueryParameters: loggedQuery }));
    pipeline.addPolicy(proxyPolicy());
    return pipeline;
}
