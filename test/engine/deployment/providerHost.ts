import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ScriptProcess } from "./childProcess";
import { channelOptions } from "./grpcServer";
import { annotateSecrets, type PropertyMap, withoutSecrets } from "./property";
import { providerError } from "./providerError";

/** How the provider's process is started. */
export interface ProviderOptions {
    /** Working directory: the program's. */
    cwd: string;
    env: Record<string, string>;
    engineAddress: string;
    onStdout: (line: string) => void;
    onStderr: (line: string) => void;
}

/** Answer of `diff`; undefined `changes` means that the provider has no opinion. */
export interface DiffResult {
    changes: boolean | undefined;
    replaces: string[];
    deleteBeforeReplace: boolean;
}

/** Result of `read`; an empty id says that the resource is gone. */
export interface ReadResult {
    id: string;
    outputs: PropertyMap;
    /** Undefined if the provider says nothing of inputs. */
    inputs: PropertyMap | undefined;
}

/** How long the provider may take to stop, as with Pulumi. */
const stopPatienceInMs = 5_000;

/**
 * Pulumi's own process for Node.js dynamic providers, and the calls to it. It takes no secrets: they are unwrapped on the
 * way in, and results that bear a secret's name are made secret on the way out.
 */
export class ProviderHost {
    private readonly process: ScriptProcess;
    private readonly client: Promise<ResourceProviderClient>;

    constructor(options: ProviderOptions) {
        let announcePort: (port: string) => void;
        const port = new Promise<string>((resolve) => {
            announcePort = resolve;
        });
        let isAnnounced = false;
        this.process = new ScriptProcess({
            ...options,
            script: require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [options.cwd] }),
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
        const gone = this.process.exited.then((code) => {
            throw new Error(`The provider's process ended with code ${code} before it could be used.`);
        });
        this.client = Promise.race([port, gone]).then(connect);
        this.client.catch(() => undefined);
    }

    /** Hands the configuration over, once, before any other call; values are by full key, in clear. */
    async configure(config: PropertyMap): Promise<void> {
        const client = await this.client;
        const request = new provider.ConfigureRequest();
        request.setArgs(clear(config));
        request.setAcceptsecrets(true);
        await call<provider.ConfigureResponse>((done) => client.configure(request, done));
    }

    async check(
        urn: string,
        oldInputs: PropertyMap,
        inputs: PropertyMap,
    ): Promise<{ inputs: PropertyMap; failures: { property: string; reason: string }[] }> {
        const client = await this.client;
        const request = new provider.CheckRequest().setUrn(urn).setOlds(clear(oldInputs)).setNews(clear(inputs));
        const response = await call<provider.CheckResponse>((done) => client.check(request, done));
        return {
            inputs: annotateSecrets(properties(response.getInputs()), inputs),
            failures: response.getFailuresList().map((failure) => failure.toObject()),
        };
    }

    async diff(
        urn: string,
        id: string,
        old: { inputs: PropertyMap; outputs: PropertyMap },
        inputs: PropertyMap,
        ignoreChanges: string[],
    ): Promise<DiffResult> {
        const client = await this.client;
        const request = new provider.DiffRequest().setUrn(urn).setId(id).setIgnorechangesList(ignoreChanges);
        request.setOldInputs(clear(old.inputs)).setOlds(clear(old.outputs)).setNews(clear(inputs));
        const response = await call<provider.DiffResponse>((done) => client.diff(request, done));
        const { DIFF_UNKNOWN, DIFF_SOME } = provider.DiffResponse.DiffChanges;
        const changes = response.getChanges();
        return {
            changes: changes === DIFF_UNKNOWN ? undefined : changes === DIFF_SOME,
            replaces: response.getReplacesList(),
            deleteBeforeReplace: response.getDeletebeforereplace(),
        };
    }

    async create(urn: string, inputs: PropertyMap): Promise<{ id: string; outputs: PropertyMap }> {
        const client = await this.client;
        const request = new provider.CreateRequest().setUrn(urn).setProperties(clear(inputs));
        const response = await call<provider.CreateResponse>((done) => client.create(request, done), inputs);
        return { id: response.getId(), outputs: annotateSecrets(properties(response.getProperties()), inputs) };
    }

    async update(
        urn: string,
        id: string,
        old: { inputs: PropertyMap; outputs: PropertyMap },
        inputs: PropertyMap,
    ): Promise<PropertyMap> {
        const client = await this.client;
        const request = new provider.UpdateRequest().setUrn(urn).setId(id);
        request.setOldInputs(clear(old.inputs)).setOlds(clear(old.outputs)).setNews(clear(inputs));
        const response = await call<provider.UpdateResponse>((done) => client.update(request, done), inputs);
        return annotateSecrets(properties(response.getProperties()), inputs);
    }

    async read(urn: string, id: string, old: { inputs: PropertyMap; outputs: PropertyMap }): Promise<ReadResult> {
        const client = await this.client;
        const request = new provider.ReadRequest().setUrn(urn).setId(id);
        request.setInputs(clear(old.inputs)).setProperties(clear(old.outputs));
        const response = await call<provider.ReadResponse>((done) => client.read(request, done), old.outputs);
        const inputs = response.getInputs();
        return {
            id: response.getId(),
            outputs: annotateSecrets(properties(response.getProperties()), old.outputs),
            inputs: inputs && annotateSecrets(properties(inputs), old.inputs),
        };
    }

    async delete(urn: string, id: string, old: { inputs: PropertyMap; outputs: PropertyMap }): Promise<void> {
        const client = await this.client;
        const request = new provider.DeleteRequest().setUrn(urn).setId(id);
        request.setOldInputs(clear(old.inputs)).setProperties(clear(old.outputs));
        await call((done) => client.delete(request, done));
    }

    /** Tells the provider that the operation was interrupted; one that is not there, or does not answer, is let be. */
    async cancel(): Promise<void> {
        const client = await this.client;
        await new Promise<void>((resolve) => client.cancel(new Empty(), () => resolve()));
    }

    /** Ends the process. */
    async stop(): Promise<void> {
        const client = await this.client.catch(() => undefined);
        client?.close();
        await this.process.stop(stopPatienceInMs);
    }
}

async function connect(port: string): Promise<ResourceProviderClient> {
    return new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), channelOptions);
}

function clear(values: PropertyMap): Struct {
    return Struct.fromJavaScript(withoutSecrets(values) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function properties(struct: Struct | undefined): PropertyMap {
    return struct?.toJavaScript() ?? {};
}

/** `secretNames` are the properties whose secrets a partial resource's properties inherit. */
function call<T>(
    start: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown,
    secretNames: PropertyMap = {},
): Promise<T> {
    return new Promise((resolve, reject) => {
        start((error, response) => (error === null ? resolve(response) : reject(providerError(error, secretNames))));
    });
}
