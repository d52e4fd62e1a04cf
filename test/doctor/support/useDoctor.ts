import type { CredentialFactory } from "#provider/auth/credentialFactory";
import { describeIdentity } from "#provider/auth/identity";
import { SecretTexts } from "#provider/core/redaction";
import { parseDoctorCommand } from "#provider/doctor/arguments";
import { examine } from "#provider/doctor/doctor";
import type { Report, Topic, Verdict } from "#provider/doctor/findings";
import { openSession } from "#provider/doctor/session";
import { type MemoryEmulator, memoryEmulator } from "../../harness/memoryEmulator";
import { virtualClock } from "../../unit/support/virtualClock";
import { deviceId, seed } from "./useServices";

/** A doctor for each test of a suite, in this process and on a virtual clock; nothing goes over a socket. */
export function useDoctor() {
    const clock = virtualClock();
    let emulator: MemoryEmulator;
    beforeEach(() => {
        emulator = memoryEmulator({ clock, random: () => 0 });
        emulator.putState(seed);
    });
    const means = (secrets: SecretTexts, env: NodeJS.ProcessEnv) => ({
        secrets,
        env,
        say: () => undefined,
        clock,
        transport: emulator.transport,
        createCredential: naming(emulator.createCredential),
    });
    return {
        get emulator() {
            return emulator;
        },
        /** The arguments that name the project and the device. */
        get projectArgs() {
            return ["--endpoint", emulator.url, "--project", "Scratch"];
        },
        get deviceArgs() {
            return ["--device", deviceId, "--graph-endpoint", emulator.url];
        },
        async examine(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Report> {
            const command = parseDoctorCommand(["doctor", ...args]);
            if (command.verb !== "examine") {
                throw new Error(`the arguments are refused: ${JSON.stringify(command)}`);
            }
            return examine(command.request, means(new SecretTexts(), env));
        },
        open(secrets = new SecretTexts(), env: NodeJS.ProcessEnv = {}) {
            return openSession({ ...means(secrets, env), timeoutInMs: 20_000 });
        },
        /** The methods of what the services saw, signing in left out. */
        methods(): string[] {
            const { requests } = emulator.state();
            return requests.filter(({ path }) => !path.startsWith("/msi/")).map(({ method }) => method);
        },
    };
}

/** What was found about a topic, in one text a verdict. */
export function told({ findings }: Report, topic: Topic, verdict: Verdict): string {
    const texts = findings.filter((one) => one.topic === topic && one.verdict === verdict).map(({ text }) => text);
    return texts.join(" ");
}

/** Says as whom it signed in, as the real ways do. */
function naming(create: CredentialFactory): CredentialFactory {
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
