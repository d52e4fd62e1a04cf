import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import * as engineServices from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import * as empty from "google-protobuf/google/protobuf/empty_pb.js";

/** A line as it arrived: 1 is information, 2 a warning. */
export interface Arrived {
    severity: number;
    message: string;
}

/** The part of an engine that a provider speaks to. */
export interface FakeEngine {
    readonly address: string;
    readonly lines: Arrived[];
    /** Ends it as a kill does: nobody listens, connections are cut. */
    close(): void;
}

type LogCall = ServerUnaryCall<{ getSeverity(): number; getMessage(): string }, unknown>;
const { EngineService } = engineServices as unknown as { EngineService: Parameters<Server["addService"]>[0] };
const unimplemented = 12;

/** Starts an engine that takes lines; the first of them takes a while if it is told so. */
export async function fakeEngine({ slowFirst = false } = {}): Promise<FakeEngine> {
    const lines: Arrived[] = [];
    let calls = 0;
    const log = (call: LogCall, callback: sendUnaryData<unknown>) => {
        const line = { severity: call.request.getSeverity(), message: call.request.getMessage() };
        calls += 1;
        const answer = () => {
            lines.push(line);
            callback(null, new empty.Empty());
        };
        setTimeout(answer, slowFirst && calls === 1 ? 60 : 0);
    };
    const refuse = (_: unknown, callback: sendUnaryData<unknown>) => callback({ code: unimplemented });
    const others = Object.fromEntries(Object.keys(EngineService).map((name) => [name, refuse]));
    const server = new Server();
    server.addService(EngineService, { ...others, log });
    const port = await new Promise<number>((resolve, reject) => {
        server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
            error ? reject(error) : resolve(bound),
        );
    });
    return { lines, address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}
