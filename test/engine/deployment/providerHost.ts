import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { ScriptProcess } from "./childProcess";
import { channelOptions } from "./grpcServer";
import { annotateSecrets, type PropertyMap, withoutSecrets } from "./property";
import { providerError } from "./providerError";

/** A provider's program, and what it makes of secrets. */
export interface ProviderProgram {
    /** The script of its process. */
    script: string;
    /** Whether it takes secrets as such, as plugins do; then the wire has them, both ways. */
    takesSecrets: boolean;
}

/** How the provider's process is started. */
export interface ProviderOptions {
    /** Default: Pulumi's own process for Node.js dynamic providers, which takes no secrets. */
    program?: ProviderProgram;
    /** Working directory: the program's. */
    cwd: string;
    env: Record<string, string>;
    engineAddress: string;
    onStdout: (line: string) => void;
    onStderr: (line: string) => void;
}

/** Answer of `check`. */
export interface CheckResult {
    inputs: PropertyMap;
    failures: { property: string; reason: string }[];
}

/** How a plugin's verb is called. */
export interface CallOptions {
    /** Only asks what would be known. */
    isPreview?: boolean;
    /** What the program's `customTimeouts` say; 0 for nothing. */
    timeoutInSeconds?: number;
}

/** Answer of `diff`; undefined `changes` means that the provider has no opinion. */
export interface DiffResult {
    changes: boolean | undefined;
    replaces: string[];
    deleteBeforeReplace: boolean;
    /** The paths of what differs, where the provider tells them. */
    paths: string[];
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

/** What of a function's result the engine passes on. */
export interface InvokeResult {
    result: PropertyMap;
    failures: { property: string; reason: string }[];
}

/**
 * A provider's process, and the calls to it. Where it takes no secrets they are unwrapped on the way in, and results that bear
 * a secret's name are made secret on the way out.
 */
export class ProviderHost {
    /** For tests that take its streams away, or send it signals. */
    readonly process: ScriptProcess;
    private readonly client: Promise<ResourceProviderClient>;
    private readonly takesSecrets: boolean;

    constructor(options: ProviderOptions) {
        let announcePort: (port: string) => void;
        const port = new Promise<string>((resolve) => {
            announcePort = resolve;
        });
        let isAnnounced = false;
        const { program = dynamicProvider(options.cwd) } = options;
        this.takesSecrets = program.takesSecrets;
        this.process = new ScriptProcess({
            ...options,
            script: program.script,
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
        this.client = Promise.race([port, gone]).then((found) => this.connect(found, options.engineAddress));
        this.client.catch(() => undefined);
    }

    /** What the engine says first to a plugin; Pulumi's process of dynamic providers does not know it. */
    private async connect(port: string, engineAddress: string): Promise<ResourceProviderClient> {
        const credentials = grpc.credentials.createInsecure();
        const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials, channelOptions);
        if (this.takesSecrets) {
            const request = new provider.ProviderHandshakeRequest().setEngineAddress(engineAddress);
            await call<provider.ProviderHandshakeResponse>((done) => client.handshake(request, done));
        }
        return client;
    }

    /** Asks whether a configuration is good. */
    async checkConfig(urn: string, oldInputs: PropertyMap, inputs: PropertyMap): Promise<CheckResult> {
        const client = await this.client;
        const request = new provider.CheckRequest().setUrn(urn);
        request.setOlds(this.wire(oldInputs)).setNews(this.wire(inputs));
        return this.checked(await call<provider.CheckResponse>((done) => client.checkConfig(request, done)), inputs);
    }

    /** Asks whether another configuration replaces the provider, and so all that it manages. */
    async diffConfig(urn: string, id: string, oldInputs: PropertyMap, inputs: PropertyMap): Promise<DiffResult> {
        const client = await this.client;
        const request = new provider.DiffRequest().setUrn(urn).setId(id);
        request.setOldInputs(this.wire(oldInputs)).setOlds(this.wire(oldInputs)).setNews(this.wire(inputs));
        return verdictOf(await call<provider.DiffResponse>((done) => client.diffConfig(request, done)));
    }

    /** Calls a function. */
    async invoke(token: string, args: PropertyMap): Promise<InvokeResult> {
        const client = await this.client;
        const request = new provider.InvokeRequest().setTok(token).setArgs(this.wire(args));
        const response = await call<provider.InvokeResponse>((done) => client.invoke(request, done));
        const failures = response.getFailuresList().map((failure) => failure.toObject());
        return { result: properties(response.getReturn()), failures };
    }

    /** Hands the configuration over, once, before any other call; of dynamic providers by full key, and in clear. */
    async configure(config: PropertyMap): Promise<void> {
        const client = await this.client;
        const request = new provider.ConfigureRequest();
        request.setArgs(this.wire(config));
        request.setAcceptsecrets(true);
        await call<provider.ConfigureResponse>((done) => client.configure(request, done));
    }

    async check(urn: string, oldInputs: PropertyMap, inputs: PropertyMap): Promise<CheckResult> {
        const client = await this.client;
        const request = new provider.CheckRequest().setUrn(urn);
        request.setOlds(this.wire(oldInputs)).setNews(this.wire(inputs));
        return this.checked(await call<provider.CheckResponse>((done) => client.check(request, done)), inputs);
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
        request.setOldInputs(this.wire(old.inputs)).setOlds(this.wire(old.outputs)).setNews(this.wire(inputs));
        return verdictOf(await call<provider.DiffResponse>((done) => client.diff(request, done)));
    }

    async create(
        urn: string,
        inputs: PropertyMap,
        how: CallOptions = {},
    ): Promise<{ id: string; outputs: PropertyMap }> {
        const client = await this.client;
        const request = new provider.CreateRequest().setUrn(urn).setProperties(this.wire(inputs));
        request.setPreview(how.isPreview === true).setTimeout(how.timeoutInSeconds ?? 0);
        const response = await call<provider.CreateResponse>(
            (done) => client.create(request, done),
            this.secretNames(inputs),
        );
        return { id: response.getId(), outputs: this.marked(properties(response.getProperties()), inputs) };
    }

    async update(
        urn: string,
        id: string,
        old: { inputs: PropertyMap; outputs: PropertyMap },
        inputs: PropertyMap,
        how: CallOptions = {},
    ): Promise<PropertyMap> {
        const client = await this.client;
        const request = new provider.UpdateRequest().setUrn(urn).setId(id);
        request.setPreview(how.isPreview === true).setTimeout(how.timeoutInSeconds ?? 0);
        request.setOldInputs(this.wire(old.inputs)).setOlds(this.wire(old.outputs)).setNews(this.wire(inputs));
        const response = await call<provider.UpdateResponse>(
            (done) => client.update(request, done),
            this.secretNames(inputs),
        );
        return this.marked(properties(response.getProperties()), inputs);
    }

    async read(urn: string, id: string, old: { inputs: PropertyMap; outputs: PropertyMap }): Promise<ReadResult> {
        const client = await this.client;
        const request = new provider.ReadRequest().setUrn(urn).setId(id);
        request.setInputs(this.wire(old.inputs)).setProperties(this.wire(old.outputs));
        const response = await call<provider.ReadResponse>(
            (done) => client.read(request, done),
            this.secretNames(old.outputs),
        );
        const inputs = response.getInputs();
        return {
            id: response.getId(),
            outputs: this.marked(properties(response.getProperties()), old.outputs),
            inputs: inputs && this.marked(properties(inputs), old.inputs),
        };
    }

    async delete(
        urn: string,
        id: string,
        old: { inputs: PropertyMap; outputs: PropertyMap },
        how: CallOptions = {},
    ): Promise<void> {
        const client = await this.client;
        const request = new provider.DeleteRequest()
            .setUrn(urn)
            .setId(id)
            .setTimeout(how.timeoutInSeconds ?? 0);
        request.setOldInputs(this.wire(old.inputs)).setProperties(this.wire(old.outputs));
        await call((done) => client.delete(request, done));
    }

    /** The package's schema, of a plugin. */
    async schema(): Promise<Record<string, unknown>> {
        const client = await this.client;
        const request = new provider.GetSchemaRequest();
        const response = await call<provider.GetSchemaResponse>((done) => client.getSchema(request, done));
        return JSON.parse(response.getSchema());
    }

    /** Settles when the process is gone. */
    get exited(): Promise<number | null> {
        return this.process.exited;
    }

    /** Tells the provider that the operation was interrupted; one that is not there, or does not answer, is let be. */
    async cancel(): Promise<void> {
        const client = await this.client;
        await new Promise<void>((resolve) => client.cancel(new Empty(), () => resolve()));
    }

    private wire(values: PropertyMap): Struct {
        const sent = this.takesSecrets ? values : withoutSecrets(values);
        return Struct.fromJavaScript(sent as Parameters<typeof Struct.fromJavaScript>[0]);
    }

    private checked(response: provider.CheckResponse, inputs: PropertyMap): CheckResult {
        return {
            inputs: this.marked(properties(response.getInputs()), inputs),
            failures: response.getFailuresList().map((failure) => failure.toObject()),
        };
    }

    /** Whose secrets a half-done resource's properties inherit. */
    private secretNames(values: PropertyMap): PropertyMap {
        return this.takesSecrets ? {} : values;
    }

    private marked(values: PropertyMap, secretNames: PropertyMap): PropertyMap {
        return this.takesSecrets ? values : annotateSecrets(values, secretNames);
    }

    /** Ends the process. */
    async stop(): Promise<void> {
        const client = await this.client.catch(() => undefined);
        client?.close();
        await this.process.stop(stopPatienceInMs);
    }
}

/** Pulumi's own process for Node.js dynamic providers. */
function dynamicProvider(folder: string): ProviderProgram {
    const script = require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [folder] });
    return { script, takesSecrets: false };
}

function verdictOf(response: provider.DiffResponse): DiffResult {
    const { DIFF_UNKNOWN, DIFF_SOME } = provider.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
        changes: changes === DIFF_UNKNOWN ? undefined : changes === DIFF_SOME,
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
        paths: [...response.getDetaileddiffMap().keys()].sort(),
    };
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
