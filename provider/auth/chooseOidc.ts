import { begun, type Env, filled, flag, judge, type Proof, type SignInChoice } from "./signInChoice";

/** OpenID Connect, by a token in the environment, in a file, or from GitHub Actions or Azure Pipelines. */
export function oidcRow(env: Env): SignInChoice | undefined {
    const isOn = flag(env.ARM_USE_OIDC);
    if (isOn === false) {
        return undefined;
    }
    const tokens = begun(env, ["ARM_OIDC_TOKEN", "ARM_OIDC_TOKEN_FILE_PATH"], ["ARM_TENANT_ID", "ARM_CLIENT_ID"]);
    const begunBy = filled(env.ARM_USE_OIDC) ? ["ARM_USE_OIDC", ...tokens] : tokens;
    const proof = oidcProof(env);
    const switchedOn = isOn ? [] : ["ARM_USE_OIDC=true"];
    const missing = [...(proof ? [] : [missingAssertion(env)]), ...switchedOn];
    return judge(env, { begunBy, clientId: "ARM_CLIENT_ID", missing, proof });
}

function oidcProof(env: Env): Proof | undefined {
    const token = filled(env.ARM_OIDC_TOKEN);
    if (token) {
        return { way: "armOidc", assertion: { from: "variable", token } };
    }
    const path = filled(env.ARM_OIDC_TOKEN_FILE_PATH);
    if (path) {
        return { way: "armOidc", assertion: { from: "file", path } };
    }
    const serviceConnectionId = serviceConnectionOf(env);
    if (serviceConnectionId) {
        const accessToken = pipelineTokenOf(env);
        // The library reads the address itself.
        if (!accessToken || !filled(env.SYSTEM_OIDCREQUESTURI)) {
            return undefined;
        }
        return { way: "armPipelines", serviceConnectionId, accessToken };
    }
    // GitHub Actions sets the second pair by itself, in jobs with the permission id-token: write.
    const url = filled(env.ARM_OIDC_REQUEST_URL) ?? filled(env.ACTIONS_ID_TOKEN_REQUEST_URL);
    const requestToken = filled(env.ARM_OIDC_REQUEST_TOKEN) ?? filled(env.ACTIONS_ID_TOKEN_REQUEST_TOKEN);
    return url && requestToken ? { way: "armOidc", assertion: { from: "url", url, requestToken } } : undefined;
}

/** The names by which Terraform's and Pulumi's providers know the id; tasks of Azure Pipelines set the last one. */
function serviceConnectionOf(env: Env): string | undefined {
    return (
        filled(env.ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID) ??
        filled(env.ARM_OIDC_AZURE_SERVICE_CONNECTION_ID) ??
        filled(env.AZURESUBSCRIPTION_SERVICE_CONNECTION_ID)
    );
}

function pipelineTokenOf(env: Env): string | undefined {
    return filled(env.ARM_OIDC_REQUEST_TOKEN) ?? filled(env.SYSTEM_ACCESSTOKEN);
}

function missingAssertion(env: Env): string {
    if (serviceConnectionOf(env) || filled(env.SYSTEM_OIDCREQUESTURI)) {
        return missingInPipelines(env);
    }
    return filled(env.GITHUB_ACTIONS)
        ? "`permissions: id-token: write` of the GitHub Actions job (a pull request from a fork cannot have it)"
        : "an identity token (ARM_OIDC_TOKEN, ARM_OIDC_TOKEN_FILE_PATH, or ARM_OIDC_REQUEST_URL with ARM_OIDC_REQUEST_TOKEN)";
}

function missingInPipelines(env: Env): string {
    const parts = [
        serviceConnectionOf(env) ? "" : "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID (the id of the service connection)",
        filled(env.SYSTEM_OIDCREQUESTURI) ? "" : "SYSTEM_OIDCREQUESTURI (which Azure Pipelines sets)",
        pipelineTokenOf(env) ? "" : "SYSTEM_ACCESSTOKEN (map it in the step: $(System.AccessToken))",
    ];
    return parts.filter(Boolean).join(", ");
}
