import { credentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { fromStruct, type Properties, toStruct } from "./structs";

type Done<T> = (error: ServiceError | null, answer: T) => void;

/** Calls a provider process over Pulumi's protocol, as the engine does; what fails rejects with the call's error. */
export class ProviderClient {
    private readonly client: ResourceProviderClient;

    constructor(
        port: number,
        /** The text that is stored with every resource. */
        private readonly provider: string,
    ) {
        this.client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    }

    async configure(config: Record<string, string>): Promise<void> {
        const request = new messages.ConfigureRequest();
        request.setArgs(toStruct(config));
        await call<messages.ConfigureResponse>((done) => this.client.configure(request, done));
    }

    async check(olds: Properties, news: Properties) {
        const request = new messages.CheckRequest();
        request.setOlds(toStruct(this.stored(olds)));
        request.setNews(toStruct(this.stored(news)));
        const answer = await call<messages.CheckResponse>((done) => this.client.check(request, done));
        const failures = answer.getFailuresList().map((failure) => ({
            property: failure.getProperty(),
            reason: failure.getReason(),
        }));
        return { inputs: fromStruct(answer.getInputs()), failures };
    }

    async diff(id: string, olds: Properties, news: Properties) {
        const request = new messages.DiffRequest();
        request.setId(id);
        request.setOlds(toStruct(this.stored(olds)));
        request.setNews(toStruct(this.stored(news)));
        const answer = await call<messages.DiffResponse>((done) => this.client.diff(request, done));
        return {
            changes: answer.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
            replaces: answer.getReplacesList(),
            deleteBeforeReplace: answer.getDeletebeforereplace(),
        };
    }

    async create(inputs: Properties) {
        const request = new messages.CreateRequest();
        request.setProperties(toStruct(this.stored(inputs)));
        const answer = await call<messages.CreateResponse>((done) => this.client.create(request, done));
        return { id: answer.getId(), properties: fromStruct(answer.getProperties()) };
    }

    async read(id: string, state: Properties) {
        const request = new messages.ReadRequest();
        request.setId(id);
        request.setProperties(toStruct(this.stored(state)));
        const answer = await call<messages.ReadResponse>((done) => this.client.read(request, done));
        return {
            id: answer.getId(),
            properties: fromStruct(answer.getProperties()),
            inputs: fromStruct(answer.getInputs()),
        };
    }

    async update(id: string, olds: Properties, news: Properties): Promise<Properties> {
        const request = new messages.UpdateRequest();
        request.setId(id);
        request.setOlds(toStruct(this.stored(olds)));
        request.setNews(toStruct(this.stored(news)));
        const answer = await call<messages.UpdateResponse>((done) => this.client.update(request, done));
        return fromStruct(answer.getProperties());
    }

    async delete(id: string, state: Properties): Promise<void> {
        const request = new messages.DeleteRequest();
        request.setId(id);
        request.setProperties(toStruct(this.stored(state)));
        await call((done) => this.client.delete(request, done));
    }

    close(): void {
        this.client.close();
    }

    private stored(properties: Properties): Properties {
        return { __provider: this.provider, ...properties };
    }
}

function call<T>(send: (done: Done<T>) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
        send((error, answer) => (error ? reject(error) : resolve(answer)));
    });
}
