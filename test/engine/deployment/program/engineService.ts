import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import {
    type GetRootResourceRequest,
    GetRootResourceResponse,
    type LogRequest,
    LogSeverity,
    type SetRootResourceRequest,
    SetRootResourceResponse,
} from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import type { Diagnostic } from "../../engineEvent";
import { type GrpcServer, startGrpcServer, unary } from "../providers/grpcServer";
import type { Reporter } from "../reporter";

const severities: Partial<Record<LogSeverity, Diagnostic["severity"]>> = {
    [LogSeverity.INFO]: "info",
    [LogSeverity.WARNING]: "warning",
    [LogSeverity.ERROR]: "error",
};

/** The service to which program and provider send messages. */
export class EngineLog {
    private rootUrn = "";

    constructor(private readonly report: Reporter) {}

    /** Starts the service. */
    start(): Promise<GrpcServer> {
        return startGrpcServer(EngineService as never, {
            log: unary(async (request: LogRequest) => {
                this.log(request);
                return new Empty();
            }),
            setRootResource: unary(async (request: SetRootResourceRequest) => {
                this.rootUrn = request.getUrn();
                return new SetRootResourceResponse();
            }),
            getRootResource: unary(async (_request: GetRootResourceRequest) =>
                new GetRootResourceResponse().setUrn(this.rootUrn),
            ),
        });
    }

    /** Debug messages are for the SDK's authors; Pulumi does not show them either. */
    private log(request: LogRequest): void {
        const severity = severities[request.getSeverity()];
        if (severity === undefined) {
            return;
        }
        const urn = request.getUrn();
        this.report.emit({
            kind: "diagnostic",
            diagnostic: {
                severity,
                message: request.getMessage().replace(/\n+$/, ""),
                ...(urn ? { urn } : {}),
                ...(request.getEphemeral() ? { ephemeral: true } : {}),
            },
        });
    }
}
