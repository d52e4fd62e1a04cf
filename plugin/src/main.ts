import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { engineAddress } from "../../provider/dist/host/engine";
import { readPublication } from "./publication";
import { ProviderService } from "./service";

/** As Pulumi's own: messages of up to 400 MB. */
const largestMessage = 400 * 1024 * 1024;

/** Serves the provider on a free port of this machine and prints it, which is how the engine finds it. */
function main(): void {
    const service = new ProviderService({ publication: readPublication(), engineAddress: engineAddress() });
    const server = new Server({
        "grpc.max_receive_message_length": largestMessage,
        "grpc.max_send_message_length": largestMessage,
    });
    server.addService(ResourceProviderService as never, service.implementation());
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
        if (error) {
            process.stderr.write(`${error.message}\n`);
            process.exit(1);
        }
        process.stdout.write(`${port}\n`);
    });
    endAtSignals(service, server);
}

/**
 * At the first signal that asks the process to end, what is under way is answered, as after `Cancel`, so that the engine stores it. SIGINT is
 * Pulumi's own, at the end of a run. SIGTERM comes from pipelines that stop each process of theirs: the engine, which calls it a bug of the
 * plugin's if that ends first, then ends the plugin. A second signal ends it at once.
 */
function endAtSignals(service: ProviderService, server: Server): void {
    const signals = ["SIGINT", "SIGTERM"] as const;
    const end = (signal: NodeJS.Signals) => {
        for (const each of signals) {
            process.removeListener(each, end);
        }
        service.interrupt();
        if (signal === "SIGINT" || !service.hasEngine) {
            server.tryShutdown(() => process.exit(0));
        }
    };
    for (const signal of signals) {
        process.on(signal, end);
    }
}

main();
