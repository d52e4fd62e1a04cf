import type * as grpc from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as provider from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { annotateSecrets, type PropertyMap, withoutSecrets } from "./property";
import { providerError } from "./providerError";

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
    /** What differs, by path, where the provider tells it: of each the kind, such as `UPDATE_REPLACE`. */
    kinds: Record<string, string>;
}

/** Result of `read`; an empty id says that the resource is gone. */
export interface ReadResult {
    id: string;
    outputs: PropertyMap;
    /** Undefined if the provider says nothing of inputs. */
    inputs: PropertyMap | undefined;
}

/** What of a function's result the engine passes on. */
export interface InvokeResult {
    result: PropertyMap;
    failures: { property: string; reason: string }[];
}

/**
 * The calls to a provider, wherever it runs. Where it takes no secrets they are unwrapped on the way in, and results that bear
 * a secret's name are made secret on the way out.
 */
export class ProviderCalls {
    constructor(
        protected readonly client: Promise<ResourceProviderClient>,
        /** Whether it takes secrets as such, as plugins do; then the wire has them, both ways. */
        private readonly takesSecrets: boolean,
    ) {
        // Whoever calls learns of it.
        client.catch(() => undefined);
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

    async read(
        urn: string,
        id: string,
        old: { inputs: PropertyMap; outputs: PropertyMap },
        how: CallOptions = {},
    ): Promise<ReadResult> {
        const client = await this.client;
        const request = new provider.ReadRequest()
            .setUrn(urn)
            .setId(id)
            .setTimeout(how.timeoutInSeconds ?? 0);
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
}

function verdictOf(response: provider.DiffResponse): DiffResult {
    const { DIFF_UNKNOWN, DIFF_SOME } = provider.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    const detailed = [...response.getDetaileddiffMap().entries()];
    return {
        changes: changes === DIFF_UNKNOWN ? undefined : changes === DIFF_SOME,
        replaces: response.getReplacesList(),
        deleteBeforeReplace: response.getDeletebeforereplace(),
        kinds: Object.fromEntries(detailed.map(([path, difference]) => [path, kindName(difference.getKind())])),
    };
}

function kindName(kind: provider.PropertyDiff.Kind): string {
    const { Kind } = provider.PropertyDiff;
    return Object.entries(Kind).find(([, value]) => value === kind)?.[0] ?? String(kind);
}

function properties(struct: Struct | undefined): PropertyMap {
    return struct?.toJavaScript() ?? {};
}

/** Makes one call; `secretNames` are the properties whose secrets a partial resource's properties inherit. */
export function call<T>(
    start: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown,
    secretNames: PropertyMap = {},
): Promise<T> {
    return new Promise((resolve, reject) => {
        start((error, response) => (error === null ? resolve(response) : reject(providerError(error, secretNames))));
    });
}
