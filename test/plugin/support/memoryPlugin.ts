import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import type { EmulatorOptions } from "#emulator/options";
import type { EmulatorSeed } from "#emulator/state/emulatorState";
import { readPublication } from "#plugin/publication";
import { ProviderService } from "#plugin/service";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { PropertyMap } from "../../engine/deployment/property";
import { ProviderCalls } from "../../engine/deployment/providerCalls";
import { memoryBench } from "../../faults/support/memoryBench";
import { inProcessClient } from "../../harness/frontEnds/inProcessClient";
import { createHarness } from "../../harness/harness";

/** The plugin's service in this process, before services in memory, in a time that only sleeps take: any host is the emulator. */
export function memoryPlugin(seed: EmulatorSeed, options: Partial<EmulatorOptions> = {}) {
    const bench = memoryBench(seed, options);
    const { clock, service: emulator } = bench;
    const lines: string[] = [];
    const hosts = new Set<string>();
    const transport: Transport = {
        sendRequest(request) {
            hosts.add(new URL(request.url).host);
            return emulator.transport.sendRequest(request);
        },
    };
    const scopes = new Set<string>();
    /** The emulator takes tokens of the public cloud, whatever host it stands for. */
    const createCredential: CredentialFactory = async (options) => {
        const credential = await emulator.createCredential(options);
        return {
            getToken(scope, signal) {
                scopes.add(scope);
                const service = scope.includes("graph") ? "graph.microsoft" : "cognitiveservices.azure";
                return credential.getToken(`https://${service}.com/.default`, signal);
            },
        };
    };
    return {
        ...bench,
        lines,
        /** What tokens were asked for. */
        scopes,
        /** The hosts that were asked. */
        hosts,
        /** Starts it as the engine does for each operation: nothing is remembered. */
        async start(config: PropertyMap = {}): Promise<ProviderCalls> {
            const log = { write: (_: string, line: string) => void lines.push(line), flush: async () => undefined };
            const services = { clock, transport, createCredential, random: () => 0.5, env: {} };
            const provider = new ProviderService({ publication: readPublication(), host: { log, services } });
            const calls = new ProviderCalls(Promise.resolve(inProcessClient(provider.implementation())), true);
            await calls.configure(config);
            return calls;
        },
        /** A stack that is served by it. */
        stack: () => createHarness({ frontEnd: "plugin", service: { transport, createCredential }, clock }),
    };
}
