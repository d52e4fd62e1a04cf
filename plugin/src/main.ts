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
}

main();
