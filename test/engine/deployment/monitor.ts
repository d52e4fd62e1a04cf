import { status } from "@grpc/grpc-js";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import {
    type RegisterResourceOutputsRequest,
    type RegisterResourceRequest,
    RegisterResourceResponse,
    Result,
    type SupportsFeatureRequest,
    SupportsFeatureResponse,
} from "@pulumi/pulumi/proto/resource_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Deployment } from "./deployment";
import type { Registered } from "./goal";
import { type GrpcServer, startGrpcServer, unary } from "./grpcServer";
import { readGoal } from "./readGoal";
import { monitorClosed, StatusError } from "./statusError";

/** What Pulumi's SDK may count on here; for anything else it refuses by itself, with a message. */
const supportedFeatures = new Set(["secrets", "aliasSpecs"]);

/** Package of dynamic resources' types. */
const dynamicPackage = "pulumi-nodejs:";

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

    private async register(request: RegisterResourceRequest): Promise<RegisterResourceResponse> {
        const type = request.getType();
        if (request.getRemote() || (request.getCustom() && !type.startsWith(dynamicPackage))) {
            const message = `The test engine runs dynamic resources only; ${type} needs Pulumi's own engine.`;
            throw new StatusError(status.UNIMPLEMENTED, message);
        }
        const registered = await Promise.race([this.deployment.register(readGoal(request)), this.closed]);
        return respond(registered);
    }
}

function respond({ urn, id, outputs, outcome }: Registered): RegisterResourceResponse {
    const object = Struct.fromJavaScript(outputs as Parameters<typeof Struct.fromJavaScript>[0]);
    return new RegisterResourceResponse().setUrn(urn).setId(id).setObject(object).setResult(resultOf(outcome));
}

function resultOf(outcome: Registered["outcome"]): Result {
    if (outcome === undefined) {
        return Result.SUCCESS;
    }
    return outcome === "failed" ? Result.FAIL : Result.SKIP;
}
