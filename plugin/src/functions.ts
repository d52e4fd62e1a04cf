import { status } from "@grpc/grpc-js";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import type { ProcessHost } from "../../provider/dist/host/processHost";
import type { LookupContext } from "../../provider/dist/lifecycle/functions/lookUps";
import { withGraphCloud, withLanguageCloud } from "./cloud";
import type { ProviderConfig } from "./providerConfig";
import { CodedError } from "./wire/errors";
import { close, open, type Properties } from "./wire/values";

/** What a function's result is, from its arguments and what the provider's configuration says where they say nothing. */
type PluginFunction = (context: LookupContext, args: Properties, config: ProviderConfig) => Promise<Properties>;

const functions: Readonly<Record<string, PluginFunction>> = {
    "azure-assignments:language:getProjectResources": async (context, args, config) => {
        const { listProjectResources } = await import("../../provider/dist/lifecycle/functions/lookUps.js");
        return { resources: await listProjectResources(context, withLanguageCloud(args, config)) };
    },
    "azure-assignments:devices:getAutopilotDevice": async (context, args, config) => {
        const { findDevice } = await import("../../provider/dist/lifecycle/functions/lookUps.js");
        const { id, resourceName, ...device } = await findDevice(context, withGraphCloud(args, config));
        return { deviceId: id, ...device };
    },
};

/** Calls a function; where an argument is secret, or holds what is, so is all that it returns. */
export async function invoke(
    host: ProcessHost,
    config: ProviderConfig,
    request: pb.InvokeRequest,
): Promise<pb.InvokeResponse> {
    const token = request.getTok();
    const call = functions[token];
    if (!call) {
        throw new CodedError(status.UNIMPLEMENTED, `This provider has no function ${token}.`);
    }
    const { values, secrets } = open(request.getArgs());
    const marked = secrets.length > 0 ? { ...values, secretInputs: secrets } : values;
    const result = await host.acting([marked], (context, [args = {}]) => call(context, args, config));
    return new pb.InvokeResponse().setReturn(close(result, secrets.length > 0 ? Object.keys(result) : []));
}
