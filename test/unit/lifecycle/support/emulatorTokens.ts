import type { Emulator } from "#emulator/index";
import type { TokenSource } from "#provider/auth/tokenSource";
import type { PatientClock } from "./patientClock";

/** Tokens of the emulator, one for each scope; a refused one is replaced. */
export function emulatorTokens(emulator: Emulator, clock: PatientClock): TokenSource {
    const tokens = new Map<string, Promise<string>>();
    return {
        async getToken({ scope, renew }) {
            const known = tokens.get(scope);
            if (known && (await known) !== renew) {
                return known;
            }
            const fresh = clock.busy(fetchToken(emulator, scope));
            tokens.set(scope, fresh);
            return fresh;
        },
    };
}

async function fetchToken({ identityEndpoint, identityHeader }: Emulator, scope: string): Promise<string> {
    const resource = encodeURIComponent(scope.replace(/\/\.default$/, ""));
    const url = `${identityEndpoint}?resource=${resource}&api-version=2019-08-01`;
    const answer = await fetch(url, { headers: { "X-IDENTITY-HEADER": identityHeader } });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return token;
}
