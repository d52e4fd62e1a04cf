import type { HttpClient as Transport } from "@azure/core-rest-pipeline";
import { readPublication } from "#plugin/publication";
import { ProviderService } from "#plugin/service";
import type { CredentialFactory } from "#provider/auth/credentialFactory";
import type { PropertyMap } from "../../engine/deployment/property";
import { ProviderCalls } from "../../engine/deployment/providerCalls";
import { MemoryBench } from "../../harness/bench/memoryBench";
import { inProcessClient } from "../../harness/frontEnds/inProcessClient";
import { createHarness, type Harness } from "../../harness/harness";

/** The plugin's service in this process, before services in memory: any host is the emulator. */
export class MemoryPlugin extends MemoryBench {
    /** What it has said. */
    readonly lines: string[] = [];
    /** The hosts that were asked. */
    readonly hosts = new Set<string>();
    /** What tokens were asked for. */
    readonly scopes = new Set<string>();

    private readonly transport: Transport = {
        sendRequest: (request) => {
            this.hosts.add(new URL(request.url).host);
            return this.emulator.transport.sendRequest(request);
        },
    };

    /** The emulator takes tokens of the public cloud, whatever host it stands for. */
    private readonly createCredential: CredentialFactory = async (authorityHost) => {
        const credential = await this.emulator.createCredential(authorityHost);
        return {
            getToken: (scope, signal) => {
                this.scopes.add(scope);
                const service = scope.includes("graph") ? "graph.microsoft" : "cognitiveservices.azure";
                return credential.getToken(`https://${service}.com/.default`, signal);
            },
        };
    };

    /** Starts it as the engine does for each operation: nothing is remembered. */
    async start(config: PropertyMap = {}): Promise<ProviderCalls> {
        const { clock, transport, createCredential } = this;
        const log = { write: (_: string, line: string) => void this.lines.push(line), flush: async () => undefined };
        const services = { clock, transport, createCredential, random: () => 0.5, env: {} };
        const provider = new ProviderService({ publication: readPublication(), host: { log, services } });
        const calls = new ProviderCalls(Promise.resolve(inProcessClient(provider.implementation())), true);
        await calls.configure(config);
        return calls;
    }

    /** Makes an empty stack that is served by it. */
    stack(): Harness {
        const { clock, transport, createCredential } = this;
        return createHarness({ frontEnd: "plugin", service: { transport, createCredential }, clock });
    }
}
