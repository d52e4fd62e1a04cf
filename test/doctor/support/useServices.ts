import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { type Emulator, type EmulatorOptions, type Fault, startEmulator } from "#emulator/index";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import { describeIdentity } from "#provider/auth/identity";
import { SecretTexts } from "#provider/core/redaction";
import { parseDoctorCommand } from "#provider/doctor/arguments";
import { examine } from "#provider/doctor/doctor";
import type { Report, Topic, Verdict } from "#provider/doctor/findings";
import { countedTransport } from "../../unit/lifecycle/support/countedTransport";
import { emulatorCredential } from "../../unit/lifecycle/support/emulatorCredential";
import { type PatientClock, patientClock } from "../../unit/lifecycle/support/patientClock";

export const deviceId = "0d6f1b2c-1111-4222-8333-0123456789ab";
export const scratch = "analyze-conversations/Scratch";

/** The ARM id of an account. */
export function arm(account: string): string {
    return `/subscriptions/8ff19748-59ed-4e8a-af4b-7ce285849735/resourceGroups/language/providers/Microsoft.CognitiveServices/accounts/${account}`;
}

/** The project and device of these tests, as they are at first. */
export const seed = {
    projects: { [scratch]: { resources: [{ azureResourceId: arm("contoso-weu"), region: "westeurope" }] } },
    devices: { [deviceId]: { serialNumber: "R9-0012", displayName: "Room 12" } },
};

/** An emulator for each test of a suite. */
export function useServices() {
    let emulator: Emulator;
    beforeEach(async () => {
        emulator = await startEmulator();
        emulator.putState(seed);
    });
    afterEach(() => emulator.close());
    return {
        get emulator() {
            return emulator;
        },
        get env() {
            const { identityEndpoint, identityHeader } = emulator;
            return {
                IDENTITY_ENDPOINT: identityEndpoint,
                IDENTITY_HEADER: identityHeader,
                AZURE_TOKEN_CREDENTIALS: "ManagedIdentityCredential",
            };
        },
        options: (options: Partial<EmulatorOptions>) => emulator.setOptions(options),
        faults: (...faults: Fault[]) => emulator.setFaults(faults),
        /** The arguments that name the project and the device. */
        get projectArgs() {
            return ["--endpoint", emulator.url, "--project", "Scratch"];
        },
        get deviceArgs() {
            return ["--device", deviceId, "--graph-endpoint", emulator.url];
        },
        /** The methods of what the services saw, signing in left out. */
        methods(): string[] {
            const { requests } = emulator.state();
            return requests.filter(({ path }) => !path.startsWith("/msi/")).map(({ method }) => method);
        },
    };
}

/** Runs the doctor in this process, on a clock that waits for the machine, signed in at the emulator. */
export async function diagnose(
    emulator: Emulator,
    args: readonly string[],
    env: NodeJS.ProcessEnv = {},
): Promise<Report> {
    const command = parseDoctorCommand(["doctor", ...args]);
    if (command.verb !== "examine") {
        throw new Error(`the arguments are refused: ${JSON.stringify(command)}`);
    }
    const clock = patientClock();
    return examine(command.request, {
        secrets: new SecretTexts(),
        say: () => undefined,
        clock,
        env,
        transport: loopbackOnly(countedTransport(clock)),
        createCredential: credentialOf(emulator, clock),
    });
}

/** No test asks the internet: any other name is one that does not resolve. */
function loopbackOnly(inner: Transport): Transport {
    return {
        sendRequest(request) {
            if (new URL(request.url).hostname === "127.0.0.1") {
                return inner.sendRequest(request);
            }
            return Promise.reject(Object.assign(new Error("unresolved"), { name: "FetchError", code: "ENOTFOUND" }));
        },
    };
}

/** What was found about a topic, in one text a verdict. */
export function told({ findings }: Report, topic: Topic, verdict: Verdict): string {
    const texts = findings.filter((one) => one.topic === topic && one.verdict === verdict).map(({ text }) => text);
    return texts.join(" ");
}

/** Signs in at the emulator, without the library of the real ways, and says as whom. */
export function credentialOf(emulator: Emulator, clock: PatientClock): CredentialFactory {
    const create = emulatorCredential(emulator, clock);
    return async (authorityHost) => {
        const credential = await create(authorityHost);
        return {
            async getToken(scope, signal) {
                const issued = await credential.getToken(scope, signal);
                return { ...issued, identity: describeIdentity(issued.token, "a test", undefined) };
            },
        };
    };
}
