import { status } from "@grpc/grpc-js";
import { CheckFailure, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    RegisterResourceResponse,
    type ResourceInvokeRequest,
    Result,
    type SupportsFeatureRequest,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Deployment } from "../deployment";
import { type GrpcServer, startGrpcServer, unary } from "../providers/grpcServer";
import type { PropertyMap } from "../state/property";
import type { Registered } from "./goal";
import { readGoal } from "./readGoal";
import { monitorClosed, StatusError } from "./statusError";

/** What Pulumi's SDK may count on here; for anything else it refuses by itself, with a message. */
const supportedFeatures = new Set(["secrets", "aliasSpecs"]);

/** The service to which a program declares its resources. */
export class Monitor {
    /** Settles when the program has said that it has nothing more to declare. */
    readonly programDone: Promise<void>;
    private server: GrpcServer | undefined;
    private signalDone: () => void = () => undefined;
    private letProgramGo: () => void = () => undefined;
    private refuse: () => void = () => undefined;
    private readonly mayGo: Promise<void>;
    private readonly closed: Promise<never>;

    constructor(private readonly deployment: Deployment) {
        this.programDone = new Promise((resolve) => {
            this.signalDone = resolve;
        });
        this.mayGo = new Promise((resolve) => {
            this.letProgramGo = resolve;
        });
        this.closed = new Promise((_resolve, reject) => {
            this.refuse = () => reject(monitorClosed());
        });
        this.closed.catch(() => undefined);
    }

    /** Starts the service; resolves with its address. */
    async start(): Promise<string> {
        this.server = await startGrpcServer(ResourceMonitorService as never, {
            supportsFeature: unary(async (request: SupportsFeatureRequest) =>
                new SupportsFeatureResponse().setHassupport(supportedFeatures.has(request.getId())),
            ),
            registerResource: unary((request: RegisterResourceRequest) => this.register(request)),
            invoke: unary((request: ResourceInvokeRequest) => this.invoke(request)),
            registerResourceOutputs: unary(async (request: RegisterResourceOutputsRequest) => {
                this.deployment.registerOutputs(request.getUrn(), request.getOutputs()?.toJavaScript() ?? {});
                return new Empty();
            }),
            signalAndWaitForShutdown: unary(async () => {
                this.signalDone();
                await Promise.race([this.mayGo, this.closed]);
                return new Empty();
            }),
        });
        return this.server.address;
    }

    /** Lets a program that has declared everything end. */
    release(): void {
        this.letProgramGo();
    }

    /** Turns away whoever still waits. */
    turnAway(): void {
        this.refuse();
    }

    close(): void {
        this.server?.close();
    }

    private async invoke(request: ResourceInvokeRequest): Promise<InvokeResponse> {
        const args = request.getArgs()?.toJavaScript() ?? {};
        const call = this.deployment.invoke(request.getTok(), args, request.getProvider());
        const { result, failures } = await Promise.race([call, this.closed]);
        const response = new InvokeResponse().setReturn(toStruct(result));
        response.setFailuresList(
            failures.map(({ property, reason }) => new CheckFailure().setProperty(property).setReason(reason)),
        );
        return response;
    }

    private async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
        if (request.getRemote()) {
            const message = `The test engine runs no component of another language; ${request.getType()} needs Pulumi's own engine.`;
            throw new StatusError(status.UNIMPLEMENTED, message);
        }
        const registered = await Promise.race([this.deployment.register(readGoal(request)), this.closed]);
        return respond(registered);
    }
}

function respond({ urn, id, outputs, outcome }: Registered): RegisterResourceResponse {
    return new RegisterResourceResponse()
        .setUrn(urn)
        .setId(id)
        .setObject(toStruct(outputs))
        .setResult(resultOf(outcome));
}

function toStruct(values: PropertyMap): Struct {
    return Struct.fromJavaScript(values as Parameters<typeof Struct.fromJavaScript>[0]);
}

function resultOf(outcome: Registered["outcome"]): Result {
    if (outcome === undefined) {
        return Result.SUCCESS;
    }
    return outcome === "failed" ? Result.FAIL : Result.SKIP;
}
