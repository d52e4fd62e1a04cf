import { oidcRow } from "./chooseOidc";
import { begun, type Env, filled, flag, judge, type Proof, type SignInChoice, tenantOf } from "./signInChoice";

/**
 * Chooses how to sign in. Ids alone begin nothing; a proof (a secret, a certificate, a token, a password, `ARM_USE_OIDC`)
 * begins a way. The ways are judged in the order of the table in docs/sign-in.md: the first that is complete is taken, alone; one that is
 * begun and incomplete ends the search with what is missing, since any other way might sign in as somebody else. Where none
 * is begun, it is the chain of `DefaultAzureCredential`.
 */
export function chooseSignIn(env: Env): SignInChoice {
    const tenantId = tenantOf(env);
    const pinned = env.AZURE_TOKEN_CREDENTIALS?.trim().toLowerCase();
    // The chain makes this one without the options it is given, transport and authority among them.
    if (pinned === "managedidentitycredential") {
        return { way: "managedIdentity", clientId: filled(env.AZURE_CLIENT_ID) };
    }
    if (pinned && pinned !== "prod") {
        return { way: "default", tenantId };
    }
    // "prod" is a part of the chain that would pass over an incomplete service principal.
    const rows = pinned ? [azureRow] : [azureRow, oidcRow, managedIdentityRow, certificateRow, secretRow];
    for (const row of rows) {
        const choice = row(env);
        if (choice) {
            return choice;
        }
    }
    return { way: "default", tenantId };
}

function azureRow(env: Env): SignInChoice | undefined {
    const names = [
        "AZURE_CLIENT_SECRET",
        "AZURE_CLIENT_CERTIFICATE_PATH",
        "AZURE_PASSWORD",
        "AZURE_FEDERATED_TOKEN_FILE",
    ];
    const begunBy = begun(env, names, ["AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_USERNAME"]);
    const proof = azureProof(env);
    const lacks = filled(env.AZURE_PASSWORD) ? "AZURE_USERNAME" : (begunBy[0] ?? "");
    return judge(env, { begunBy, clientId: "AZURE_CLIENT_ID", missing: proof ? [] : [lacks], proof });
}

function azureProof(env: Env): Proof | undefined {
    const secret = filled(env.AZURE_CLIENT_SECRET);
    if (secret) {
        return { way: "azureSecret", secret };
    }
    const path = filled(env.AZURE_CLIENT_CERTIFICATE_PATH);
    if (path) {
        return { way: "azureCertificate", path, password: filled(env.AZURE_CLIENT_CERTIFICATE_PASSWORD) };
    }
    const username = filled(env.AZURE_USERNAME);
    const password = filled(env.AZURE_PASSWORD);
    if (username && password) {
        return { way: "azurePassword", username, password };
    }
    const file = filled(env.AZURE_FEDERATED_TOKEN_FILE);
    return file ? { way: "azureFederatedToken", path: file } : undefined;
}

function managedIdentityRow(env: Env): SignInChoice | undefined {
    const isOn = flag(env.ARM_USE_MSI);
    if (isOn) {
        return { way: "armManagedIdentity", clientId: filled(env.ARM_CLIENT_ID) };
    }
    return isOn === false || !filled(env.ARM_USE_MSI)
        ? undefined
        : { way: "incomplete", missing: ["ARM_USE_MSI=true (or false)"], begunBy: ["ARM_USE_MSI"] };
}

function certificateRow(env: Env): SignInChoice | undefined {
    const path = filled(env.ARM_CLIENT_CERTIFICATE_PATH);
    const password = filled(env.ARM_CLIENT_CERTIFICATE_PASSWORD);
    // Other providers take the certificate itself too, as a PFX, which the library does not read.
    const names = ["ARM_CLIENT_CERTIFICATE_PATH", "ARM_CLIENT_CERTIFICATE"];
    const begunBy = begun(env, names, ["ARM_TENANT_ID", "ARM_CLIENT_ID"]);
    return judge(env, {
        // An empty password is none, but one without a certificate was meant for some.
        begunBy: password ? [...begunBy, "ARM_CLIENT_CERTIFICATE_PASSWORD"] : begunBy,
        clientId: "ARM_CLIENT_ID",
        missing: path ? [] : ["ARM_CLIENT_CERTIFICATE_PATH (PEM)"],
        proof: path ? { way: "armCertificate", path, password } : undefined,
    });
}

function secretRow(env: Env): SignInChoice | undefined {
    const secret = filled(env.ARM_CLIENT_SECRET);
    // Other providers read the secret from such files too.
    const names = ["ARM_CLIENT_SECRET", "ARM_CLIENT_SECRET_FILE_PATH", "ARM_CLIENT_SECRET_PATH"];
    return judge(env, {
        begunBy: begun(env, names, ["ARM_TENANT_ID", "ARM_CLIENT_ID"]),
        clientId: "ARM_CLIENT_ID",
        missing: secret ? [] : ["ARM_CLIENT_SECRET"],
        proof: secret ? { way: "armSecret", secret } : undefined,
    });
}
