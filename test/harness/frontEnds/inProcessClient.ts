import type { handleUnaryCall, ServerUnaryCall, ServiceDefinition, UntypedServiceImplementation } from "@grpc/grpc-js";
import { type ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

type Done = (error: object | null, response?: unknown) => void;

/** A client of a service in this process: messages are serialized and read again on their way, as they are for a socket. */
export function inProcessClient(service: UntypedServiceImplementation): ResourceProviderClient {
    const definition = ResourceProviderService as unknown as ServiceDefinition;
    const methods = Object.entries(definition).map(([name, method]) => {
        const handle = service[name] as handleUnaryCall<unknown, unknown>;
        const send = (request: unknown, done: Done) => {
            const received = method.requestDeserialize(method.requestSerialize(request));
            handle({ request: received } as ServerUnaryCall<unknown, unknown>, (error, response) =>
                error ? done(error) : done(null, method.responseDeserialize(method.responseSerialize(response))),
            );
        };
        return [name, send];
    });
    return Object.fromEntries(methods);
}
