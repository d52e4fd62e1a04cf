import type { Emulator } from "#emulator/index";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { PatientClock } from "./patientClock";

/** Signs in at the emulator, in every cloud. */
export function emulatorCredential(emulator: Emulator, clock: PatientClock): CredentialFactory {
    return async () => ({ getToken: (scope) => clock.busy(fetchToken(emulator, scope)) });
}

async function fetchToken({ identityEndpoint, identityHeader }: Emulator, scope: string) {
    const resource = encodeURIComponent(scope.replace(/\/\.default$/, ""));
    const url = `${identityEndpoint}?resource=${resource}&api-version=2019-08-01`;
    const answer = await fetch(url, { headers: { "X-IDENTITY-HEADER": identityHeader } });
    if (!answer.ok) {
        throw new Error(`the token endpoint answered ${answer.status}`);
    }
    const issued = (await answer.json()) as { access_token: string; expires_on: string };
    return { token: issued.access_token, expiresOnTimestamp: Number(issued.expires_on) * 1000 };
}
