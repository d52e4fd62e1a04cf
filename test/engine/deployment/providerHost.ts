import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { ScriptProcess } from "./childProcess";
import { channelOptions } from "./grpcServer";
import { call, ProviderCalls } from "./providerCalls";

/** A provider's program, and what it makes of secrets. */
export interface ProviderProgram {
    /** The script of its process. */
    script: string;
    /** Whether it takes secrets as such, as plugins do; then the wire has them, both ways. */
    takesSecrets: boolean;
}

/** How the provider's process is started. */
export interface ProviderOptions {
    /** Default: Pulumi's own process for Node.js dynamic providers, which takes no secrets. */
    program?: ProviderProgram;
    /** Working directory: the program's. */
    cwd: string;
    env: Record<string, string>;
    engineAddress: string;
    onStdout: (line: string) => void;
    onStderr: (line: string) => void;
}

/** How long the provider may take to stop, as with Pulumi. */
const stopPatienceInMs = 5_000;

/** A provider's process, and the calls to it. */
export class ProviderHost extends ProviderCalls {
    /** For tests that take its streams away, or send it signals. */
    readonly process: ScriptProcess;

    constructor(options: ProviderOptions) {
        const { program = dynamicProvider(options.cwd), engineAddress } = options;
        const { script, takesSecrets } = program;
        const { process, port } = startProcess(script, options);
        super(
            port.then((found) => connect(found, takesSecrets ? engineAddress : undefined)),
            takesSecrets,
        );
        this.process = process;
    }

    /** Settles when the process is gone. */
    get exited(): Promise<number | null> {
        return this.process.exited;
    }

    /** Ends the process. */
    async stop(): Promise<void> {
        const client = await this.client.catch(() => undefined);
        client?.close();
        await this.process.stop(stopPatienceInMs);
    }
}

/** Starts a provider's process, which prints its port first. */
function startProcess(script: string, options: ProviderOptions): { process: ScriptProcess; port: Promise<string> } {
    let announcePort: (port: string) => void;
    const printed = new Promise<string>((resolve) => {
        announcePort = resolve;
    });
    let isAnnounced = false;
    const process = new ScriptProcess({
        ...options,
        script,
        args: [options.engineAddress],
        ownGroup: true,
        onStdout: (line) => {
            if (isAnnounced) {
                options.onStdout(line);
            } else {
                isAnnounced = true;
                announcePort(line.trim());
            }
        },
    });
    const gone = process.exited.then((code) => {
        throw new Error(`The provider's process ended with code ${code} before it could be used.`);
    });
    return { process, port: Promise.race([printed, gone]) };
}

/** `engineAddress` is what the engine says first to a plugin; Pulumi's process of dynamic providers does not know it. */
async function connect(port: string, engineAddress: string | undefined): Promise<ResourceProviderClient> {
    const credentials = grpc.credentials.createInsecure();
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials, channelOptions);
    if (engineAddress !== undefined) {
        const request = new provider.ProviderHandshakeRequest().setEngineAddress(engineAddress);
        await call<provider.ProviderHandshakeResponse>((done) => client.handshake(request, done));
    }
    return client;
}

/** Pulumi's own process for Node.js dynamic providers. */
function dynamicProvider(folder: string): ProviderProgram {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [folder] });
    return { script, takesSecrets: false };
}
