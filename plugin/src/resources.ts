import { status } from "@grpc/grpc-js";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { unpacked } from "../../provider/dist/host/partialState";
import type { HostedVerbs } from "../../provider/dist/host/verbs";
import type { PlannedChange } from "../../provider/dist/lifecycle/results";
import type { FieldChange } from "../../provider/dist/validation/compareFields";
import { forResource } from "./log";
import { CodedError, toServiceError } from "./wire/errors";
import { type Call, fromLifecycle, ownerOf, toLifecycle } from "./wire/lifecycleProperties";
import { close, type Opened, open, type Properties } from "./wire/values";

/** A kind of resources as the service serves it. */
export interface ResourceKind {
    /** Its verbs, in the host of this process. */
    verbs(): HostedVerbs;
    /** The names of its inputs: what a preview can tell of its outputs. */
    inputs: readonly string[];
    /** Those without which there is no state. */
    required: readonly string[];
    /** What the provider's configuration says where a resource says nothing. */
    withDefaults(inputs: Properties): Properties;
}

/** The calls of the service that are about one resource. */
export function resourceCalls(kindOf: (type: string) => ResourceKind | undefined) {
    const kind = (urn: string) => {
        const [, , types = ""] = urn.split("::");
        const type = types.slice(types.lastIndexOf("$") + 1);
        const found = kindOf(type);
        if (!found) {
            throw new CodedError(status.UNIMPLEMENTED, `This provider has no resource of the type ${type}.`);
        }
        return found;
    };
    return {
        check: (request: pb.CheckRequest) => check(kind(request.getUrn()), request),
        diff: (request: pb.DiffRequest) => diff(kind(request.getUrn()), request),
        create: (request: pb.CreateRequest) => create(kind(request.getUrn()), request),
        read: (request: pb.ReadRequest) => read(kind(request.getUrn()), request),
        update: (request: pb.UpdateRequest) => update(kind(request.getUrn()), request),
        delete: (request: pb.DeleteRequest) => remove(kind(request.getUrn()), request),
    };
}

async function check({ verbs, withDefaults }: ResourceKind, request: pb.CheckRequest): Promise<pb.CheckResponse> {
    const urn = request.getUrn();
    const olds = open(request.getOlds());
    const news = open(request.getNews());
    const given = withDefaults(news.values);
    const { inputs, failures } = await forResource(urn, () =>
        verbs().check(lifecycleOf(olds, urn), toLifecycle(given, callOf(urn, news.secrets))),
    );
    const response = new pb.CheckResponse().setInputs(close(fromLifecycle(inputs, given), news.secrets));
    response.setFailuresList(failures.map(({ reason }) => new pb.CheckFailure().setReason(reason)));
    return response;
}

async function diff({ verbs }: ResourceKind, request: pb.DiffRequest): Promise<pb.DiffResponse> {
    const urn = request.getUrn();
    const olds = open(request.getOlds());
    const news = open(request.getNews());
    const { values: oldInputs } = open(request.getOldInputs());
    const planned = await forResource(urn, () =>
        verbs().diff(lifecycleOf(olds, urn), lifecycleOf(withSecretsOf(olds, news), urn), oldInputs),
    );
    return diffResponse(planned);
}

function diffResponse({ changes, replaces, deleteBeforeReplace, detailed }: PlannedChange): pb.DiffResponse {
    const { DIFF_SOME, DIFF_NONE } = pb.DiffResponse.DiffChanges;
    const response = new pb.DiffResponse().setChanges(changes ? DIFF_SOME : DIFF_NONE);
    response.setReplacesList(replaces);
    response.setDiffsList([...new Set(detailed.map(({ path }) => /^[^.[]*/.exec(path)?.[0] ?? path))]);
    const differences = response.getDetaileddiffMap();
    for (const change of detailed) {
        // An item that joined a list in the place of one that left.
        const isTaken = differences.has(change.path);
        const kind = isTaken ? pb.PropertyDiff.Kind.UPDATE : kindOf(change);
        differences.set(change.path, new pb.PropertyDiff().setKind(kind));
    }
    return response.setHasdetaileddiff(true).setDeletebeforereplace(deleteBeforeReplace);
}

function kindOf({ kind, replaces }: FieldChange): pb.PropertyDiff.Kind {
    const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = pb.PropertyDiff.Kind;
    const kinds = { add: [ADD, ADD_REPLACE], delete: [DELETE, DELETE_REPLACE], update: [UPDATE, UPDATE_REPLACE] };
    return kinds[kind][replaces ? 1 : 0] as pb.PropertyDiff.Kind;
}

async function create({ verbs, inputs }: ResourceKind, request: pb.CreateRequest): Promise<pb.CreateResponse> {
    const urn = request.getUrn();
    const news = open(request.getProperties());
    if (request.getPreview()) {
        return new pb.CreateResponse().setProperties(close(foreseen(news.values, inputs), news.secrets));
    }
    const given = lifecycleOf(news, urn, { verb: "create", seconds: request.getTimeout() });
    const { id, state } = await keeping(news, news.secrets, urn, () => verbs().create(given));
    return new pb.CreateResponse().setId(id).setProperties(close(fromLifecycle(state, news.values), news.secrets));
}

async function update({ verbs, inputs }: ResourceKind, request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
    const urn = request.getUrn();
    const olds = open(request.getOlds());
    const news = withSecretsOf(olds, open(request.getNews()));
    if (request.getPreview()) {
        return new pb.UpdateResponse().setProperties(close(foreseen(news.values, inputs), news.secrets));
    }
    const { values: oldInputs } = open(request.getOldInputs());
    const given = lifecycleOf(news, urn, { verb: "update", seconds: request.getTimeout() });
    const state = await keeping(news, news.secrets, urn, () =>
        verbs().update(request.getId(), lifecycleOf(olds, urn), given, oldInputs),
    );
    return new pb.UpdateResponse().setProperties(close(fromLifecycle(state, news.values), news.secrets));
}

/**
 * Reads what a state remembers, for a refresh. Where there is no state, or none that says where to look, the id alone says it: for an
 * import, and for a program that reads what another one manages (`get`) and gives at most some of its properties.
 */
async function read(kind: ResourceKind, request: pb.ReadRequest): Promise<pb.ReadResponse> {
    const { verbs } = kind;
    const urn = request.getUrn();
    const stored = open(request.getProperties());
    const inputs = open(request.getInputs());
    const secrets = [...new Set([...stored.secrets, ...inputs.secrets])];
    const call = callOf(urn, secrets, { verb: "read", seconds: request.getTimeout() });
    const state = unpacked(stored.values);
    const isWhole = kind.required.every((name) => state[name] !== undefined);
    const isImport = !isWhole && Object.keys(inputs.values).length === 0;
    const given = toLifecycle(isImport ? kind.withDefaults(foreseen(stored.values, kind.inputs)) : stored.values, call);
    const observed = await keeping(stored, secrets, urn, () =>
        isImport ? verbs().importById(request.getId(), given) : verbs().read(request.getId(), given, inputs.values),
    );
    // An answer without an id says that the resource is gone.
    return observed === undefined
        ? new pb.ReadResponse()
        : new pb.ReadResponse()
              .setId(observed.id)
              .setProperties(close(fromLifecycle(observed.state, stored.values), secrets))
              .setInputs(close(fromLifecycle(observed.inputs, stored.values), secrets));
}

async function remove({ verbs }: ResourceKind, request: pb.DeleteRequest): Promise<Empty> {
    const urn = request.getUrn();
    const stored = open(request.getProperties());
    const given = lifecycleOf(stored, urn, { verb: "delete", seconds: request.getTimeout() });
    await forResource(urn, () => verbs().remove(given));
    return new Empty();
}

/** Runs a verb that may leave a resource half done: what it leaves is stored as what it returns would be. */
async function keeping<T>(
    declared: Opened,
    secrets: readonly string[],
    urn: string,
    run: () => Promise<T>,
): Promise<T> {
    try {
        return await forResource(urn, run);
    } catch (error) {
        if (error instanceof Error && "properties" in error) {
            const properties = fromLifecycle(error.properties as Properties, declared.values);
            throw toServiceError(Object.assign(error, { properties }), secrets);
        }
        throw error;
    }
}

/** What a preview can tell: what is declared. All else is not known before the services are asked. */
function foreseen(values: Properties, inputs: readonly string[]): Properties {
    return Object.fromEntries(inputs.filter((name) => name in values).map((name) => [name, values[name]]));
}

/**
 * What was secret once stays so: nothing tells here which outputs the program wants secret (`additionalSecretOutputs`), and a state
 * that differs from the declaration in that alone would be a change for ever.
 */
function withSecretsOf(olds: Opened, news: Opened): Opened {
    return { values: news.values, secrets: [...new Set([...olds.secrets, ...news.secrets])].sort() };
}

function callOf(urn: string, secrets: readonly string[], timeout?: Call["timeout"]): Call {
    return { owner: ownerOf(urn), secrets, timeout };
}

function lifecycleOf({ values, secrets }: Opened, urn: string, timeout?: Call["timeout"]): Properties {
    return toLifecycle(values, callOf(urn, secrets, timeout));
}
