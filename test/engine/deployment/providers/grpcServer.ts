import * as grpc from "@grpc/grpc-js";

/** As Pulumi's own: messages of up to 400 MB. */
export const channelOptions = { "grpc.max_receive_message_length": 400 * 1024 * 1024 };

/** A gRPC server on a free port of the loopback interface. */
export interface GrpcServer {
    address: string;
    /** Ends all connections at once. */
    close(): void;
}

/** Starts a server with one service. */
export async function startGrpcServer(
    definition: grpc.ServiceDefinition,
    implementation: grpc.UntypedServiceImplementation,
): Promise<GrpcServer> {
    const server = new grpc.Server(channelOptions);
    server.addService(definition, implementation);
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
            error === null ? resolve(bound) : reject(error),
        );
    });
    return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

/** Answers a unary call with a promise's outcome; an error without a status becomes UNKNOWN with its message. */
export function unary<Request, Response>(
    handle: (request: Request) => Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
    return (call, callback) => {
        handle(call.request).then(
            (response) => callback(null, response),
            (error: Partial<grpc.StatusObject> & Error) =>
                callback({ code: error.code ?? grpc.status.UNKNOWN, details: error.message }),
        );
    };
}
