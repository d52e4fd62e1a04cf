import { createHttpHeaders, createPipelineRequest, type HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { CredentialFactory } from "#provider/auth/credential";
import { TransientSignInError } from "#provider/auth/transientSignInError";

/** Signs in at a managed-identity endpoint by one plain request, which is much faster than the Azure library. */
export function plainCredential(transport: Transport, endpoint: string, identityHeader: string): CredentialFactory {
    return async () => ({
        async getToken(scope, abortSignal) {
            const resource = encodeURIComponent(scope.replace(/\/\.default$/, ""));
            const request = createPipelineRequest({
                url: `${endpoint}?api-version=2019-08-01&resource=${resource}`,
                headers: createHttpHeaders({ "X-IDENTITY-HEADER": identityHeader }),
                abortSignal,
            });
            try {
                const { readableStreamBody: body } = await transport.sendRequest(request);
                const chunks: Buffer[] = [];
                for await (const chunk of body ?? []) {
                    chunks.push(Buffer.from(chunk));
                }
                const { access_token: token, expires_on } = JSON.parse(Buffer.concat(chunks).toString());
                return { token, expiresOnTimestamp: Number(expires_on) * 1000 };
            } catch (error) {
                throw new TransientSignInError(`the token endpoint did not answer: ${error}`);
            }
        },
    });
}
