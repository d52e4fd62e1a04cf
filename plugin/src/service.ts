import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { type PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { endWithEngine } from "../../provider/dist/host/engine";
import { type HostOptions, ProcessHost } from "../../provider/dist/host/processHost";
import { invoke } from "./functions";
import { resourceKinds } from "./kinds";
import { PluginLog } from "./log";
import { checkConfig, diffConfig, type ProviderConfig, readConfig, variablesOf } from "./providerConfig";
import { type ResourceKind, resourceCalls } from "./resources";
import type { Publication } from "./schema/package";
import { schemaOf } from "./schema/schema";
import { unary } from "./wire/unary";

/** What the service stands on; tests replace it. */
export interface ServiceOptions {
    publication: Publication;
    /** The engine's address, where the process was given it. */
    engineAddress?: string;
    /** What the host of its resources stands on. Default: the engine's log, and services as in Azure. */
    host?: Partial<HostOptions>;
}

/** One provider: configured once, and from then on the host of all its resources. */
export class ProviderService {
    private readonly log = new PluginLog();
    private host?: ProcessHost;
    private config: ProviderConfig = {};
    private kinds?: ReadonlyMap<string, ResourceKind>;
    private engineAddress?: string;

    constructor(private readonly options: ServiceOptions) {
        if (options.engineAddress !== undefined) {
            this.attach(options.engineAddress);
        }
    }

    /** The service for a gRPC server. What is not here the server itself answers with UNIMPLEMENTED, as the engine expects. */
    implementation(): UntypedServiceImplementation {
        const { check, diff, create, read, update, delete: remove } = resourceCalls((type) => this.kindOf(type));
        return {
            handshake: unary((request: pb.ProviderHandshakeRequest) => this.handshake(request)),
            attach: unary((request: PluginAttach) => {
                this.attach(request.getAddress());
                return new Empty();
            }),
            getPluginInfo: unary(() => new PluginInfo().setVersion(this.options.publication.version)),
            getSchema: unary(() =>
                new pb.GetSchemaResponse().setSchema(JSON.stringify(schemaOf(this.options.publication))),
            ),
            checkConfig: unary(checkConfig),
            diffConfig: unary(diffConfig),
            configure: unary((request: pb.ConfigureRequest) => this.configure(request)),
            invoke: unary((request: pb.InvokeRequest) => invoke(this.configured(), this.config, request)),
            check: unary(check),
            diff: unary(diff),
            create: unary(create),
            read: unary(read),
            update: unary(update),
            delete: unary(remove),
            cancel: unary(() => {
                this.interrupt();
                return new Empty();
            }),
        };
    }

    /** Sends nothing more: the engine is gone. */
    abandon(): void {
        this.host?.abandon();
    }

    /** Whether an engine is attached, with which the process ends. */
    get hasEngine(): boolean {
        return this.engineAddress !== undefined;
    }

    /** Brings what is under way to an end within seconds, so that the engine can store it. */
    interrupt(): void {
        this.host?.interrupt();
    }

    private handshake(request: pb.ProviderHandshakeRequest): pb.ProviderHandshakeResponse {
        this.attach(request.getEngineAddress());
        const response = new pb.ProviderHandshakeResponse().setAcceptSecrets(true).setAcceptResources(true);
        return response.setAcceptOutputs(false);
    }

    private configure(request: pb.ConfigureRequest): pb.ConfigureResponse {
        const { config, secrets } = readConfig(request);
        this.setUp(config);
        this.host?.learn({ ...config, secretInputs: secrets });
        const response = new pb.ConfigureResponse().setAcceptsecrets(true).setAcceptresources(true);
        return response.setSupportspreview(true).setAcceptoutputs(false);
    }

    /** Sends lines to the engine at this address, and ends with it. */
    private attach(address: string): void {
        if (address === "" || address === this.engineAddress) {
            return;
        }
        this.engineAddress = address;
        this.log.connect(address);
        endWithEngine(address, () => this.abandon());
    }

    private setUp(config: ProviderConfig): void {
        const { services, ...host } = this.options.host ?? {};
        const env = services?.env ?? process.env;
        // The libraries that sign in read the process's environment themselves.
        Object.assign(env, variablesOf(config));
        const values: Readonly<Record<string, string | undefined>> = {
            "azure-assignments:languageKeys": config.languageKeys,
            "azure-assignments:deleteDeployments": config.deleteDeployments,
        };
        this.host = new ProcessHost((key) => values[key], {
            log: this.log,
            ...host,
            services: { ...services, env },
        });
        this.config = config;
        this.kinds = resourceKinds(this.host, config);
    }

    private configured(): ProcessHost {
        if (!this.host) {
            this.setUp({});
        }
        return this.host as ProcessHost;
    }

    private kindOf(type: string): ResourceKind | undefined {
        this.configured();
        return this.kinds?.get(type);
    }
}
