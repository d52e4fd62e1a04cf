import { type Emulator, type EmulatorOptions, type Fault, startEmulator } from "#emulator/index";
import { signInEnvironment } from "../../harness/signInEnvironment";

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

/** An emulator for each test of a suite, for programs that run in processes of their own. */
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
            return signInEnvironment(emulator);
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
